"""The order in which the elements of a listing are written (OpenImmo 1.2.7c)."""

from __future__ import annotations

from .user_fields import EXTENDED_SECTION, SIMPLE

# Names by the path of their parent. Of a kind of property only one is allowed: the first is the
# property's own, so that its place among the others is left alone.
_NAMES = {
    "objektkategorie": "nutzungsart vermarktungsart objektart",
    "geo": """
        plz ort geokoordinaten strasse hausnummer bundesland land gemeindecode flur
        flurstueck gemarkung etage anzahl_etagen lage_im_bau wohnungsnr lage_gebiet
        regionaler_zusatz karten_makro karten_mikro virtuelletour luftbildern
    """,
    "kontaktperson": """
        email_zentrale email_direkt tel_zentrale tel_durchw tel_fax tel_handy name vorname
        titel anrede position anrede_brief firma zusatzfeld strasse hausnummer plz ort
        postfach postf_plz postf_ort land email_privat email_sonstige email_feedback
        tel_privat tel_sonstige url adressfreigabe personennummer immobilientreuhaenderid
        foto referenz_id freitextfeld
    """,
    "kontaktperson/foto": "format daten",
    "kontaktperson/foto/daten": "pfad anhanginhalt",
    "weitere_adresse": """
        vorname name titel anrede anrede_brief firma zusatzfeld strasse hausnummer plz ort
        postfach postf_plz postf_ort land email_zentrale email_direkt email_privat
        email_sonstige tel_durchw tel_zentrale tel_handy tel_fax tel_privat tel_sonstige
        url adressfreigabe personennummer freitextfeld
    """,
    "preise": """
        kaufpreis kaufpreisnetto kaufpreisbrutto nettokaltmiete kaltmiete warmmiete
        nebenkosten heizkosten_enthalten heizkosten zzg_mehrwertsteuer mietzuschlaege
        hauptmietzinsnetto pauschalmiete betriebskostennetto evbnetto gesamtmietenetto
        gesamtmietebrutto gesamtbelastungnetto gesamtbelastungbrutto gesamtkostenprom2von
        heizkostennetto monatlichekostennetto monatlichekostenbrutto nebenkostenprom2von
        ruecklagenetto sonstigekostennetto sonstigemietenetto summemietenetto
        nettomieteprom2von pacht erbpacht hausgeld abstand preis_zeitraum_von
        preis_zeitraum_bis preis_zeiteinheit mietpreis_pro_qm kaufpreis_pro_qm
        provisionspflichtig provision_teilen innen_courtage aussen_courtage
        courtage_hinweis provisionnetto provisionbrutto waehrung mwst_satz mwst_gesamt
        freitext_preis x_fache nettorendite nettorendite_soll nettorendite_ist
        mieteinnahmen_ist mieteinnahmen_soll erschliessungskosten kaution kaution_text
        geschaeftsguthaben stp_carport stp_duplex stp_freiplatz stp_garage stp_parkhaus
        stp_tiefgarage stp_sonstige richtpreis richtpreisprom2
    """,
    "bieterverfahren": """
        beginn_angebotsphase besichtigungstermin besichtigungstermin_2 beginn_bietzeit
        ende_bietzeit hoechstgebot_zeigen mindestpreis
    """,
    "versteigerung": """
        zwangsversteigerung aktenzeichen zvtermin zusatztermin amtsgericht verkehrswert
    """,
    "flaechen": """
        wohnflaeche nutzflaeche gesamtflaeche ladenflaeche lagerflaeche verkaufsflaeche
        freiflaeche bueroflaeche bueroteilflaeche fensterfront verwaltungsflaeche
        gastroflaeche grz gfz bmz bgf grundstuecksflaeche sonstflaeche anzahl_zimmer
        anzahl_schlafzimmer anzahl_badezimmer anzahl_sep_wc anzahl_balkone
        anzahl_terrassen anzahl_logia balkon_terrasse_flaeche anzahl_wohn_schlafzimmer
        gartenflaeche kellerflaeche fensterfront_qm grundstuecksfront dachbodenflaeche
        teilbar_ab beheizbare_flaeche anzahl_stellplaetze plaetze_gastraum anzahl_betten
        anzahl_tagungsraeume vermietbare_flaeche anzahl_wohneinheiten
        anzahl_gewerbeeinheiten einliegerwohnung kubatur ausnuetzungsziffer flaechevon
        flaechebis
    """,
    "ausstattung": """
        ausstatt_kategorie wg_geeignet raeume_veraenderbar bad kueche boden kamin
        heizungsart befeuerung klimatisiert fahrstuhl stellplatzart gartennutzung
        ausricht_balkon_terrasse moebliert rollstuhlgerecht kabel_sat_tv dvbt barrierefrei
        sauna swimmingpool wasch_trockenraum wintergarten dv_verkabelung rampe hebebuehne
        kran gastterrasse stromanschlusswert kantine_cafeteria teekueche hallenhoehe
        angeschl_gastronomie brauereibindung sporteinrichtungen wellnessbereich
        serviceleistungen telefon_ferienimmobilie breitband_zugang umts_empfang
        sicherheitstechnik unterkellert abstellraum fahrradraum rolladen dachform bauweise
        ausbaustufe energietyp bibliothek dachboden gaestewc kabelkanaele seniorengerecht
    """,
    "zustand_angaben": """
        baujahr letztemodernisierung zustand alter bebaubar_nach erschliessung
        erschliessung_umfang bauzone altlasten energiepass verkaufstatus
    """,
    "zustand_angaben/energiepass": """
        epart gueltig_bis energieverbrauchkennwert mitwarmwasser endenergiebedarf
        primaerenergietraeger stromwert waermewert wertklasse baujahr ausstelldatum
        jahrgang gebaeudeart epasstext geg2018 hwbwert hwbklasse fgeewert fgeeklasse
    """,
    "bewertung/feld": "name wert typ modus",
    "infrastruktur": "zulieferung ausblick distanzen distanzen_sport",
    "freitexte": """
        objekttitel dreizeiler lage ausstatt_beschr objektbeschreibung sonstige_angaben
        objekt_text
    """,
    "anhaenge/anhang": "anhangtitel format check daten",
    "anhaenge/anhang/daten": "pfad anhanginhalt",
    "verwaltung_objekt": """
        objektadresse_freigeben verfuegbar_ab abdatum bisdatum min_mietdauer max_mietdauer
        versteigerungstermin wbs_sozialwohnung vermietet gruppennummer zugang laufzeit
        max_personen nichtraucher haustiere geschlecht denkmalgeschuetzt als_ferien
        gewerbliche_nutzung branchen hochhaus
    """,
    "verwaltung_techn": """
        objektnr_intern objektnr_extern aktion aktiv_von aktiv_bis openimmo_obid
        kennung_ursprung stand_vom weitergabe_generell weitergabe_positiv
        weitergabe_negativ gruppen_kennung master sprache
    """,
}
_LISTING = """
    objektkategorie geo kontaktperson weitere_adresse preise bieterverfahren versteigerung
    flaechen ausstattung zustand_angaben bewertung infrastruktur freitexte anhaenge
    verwaltung_objekt verwaltung_techn
"""
_LAST = {"objektart_zusatz": 1, SIMPLE: 2, "user_defined_anyfield": 3, EXTENDED_SECTION: 4}
_UNKNOWN = 5

_RANKS = {
    path: {name: number for number, name in enumerate(names.split(), start=-len(names.split()))}
    for path, names in {"": _LISTING, **_NAMES}.items()
}


def rank(parent: str, name: str) -> int:
    """The place of an element in its parent; what the standard lacks comes last.

    :param parent: path of the parent below ``immobilie``, without numbers
    """
    names = _RANKS.get(parent)
    if names is None:
        return _LAST.get(name, 0)
    return names.get(name, _LAST.get(name, _UNKNOWN))
