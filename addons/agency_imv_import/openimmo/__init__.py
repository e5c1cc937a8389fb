"""Reading OpenImmo deliveries, without Odoo: bytes in, typed drafts out.

The file list is the data flow; each arrow is one function and nothing later asks an earlier stage
for more::

    archive.open_package   -> Package(xml_name, xml, media)
    reader.open_transfer   -> Transfer, Listing, Listing ...   (streaming, one at a time)
    mapper.map_listing     -> PropertyDraft(ContactDraft, MediaDraft)

German names stop at the mapper. What cannot be read raises an error of ``errors``: one sentence
for the user, with a code and parameters for a translation.
"""
