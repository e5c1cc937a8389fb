"""What the pictures of the import show: a sender who says more and more about a farmhouse."""

from tools import delivery, demo, odoo

FARMHOUSE = demo.external_number(delivery.Offer())
SECOND = delivery.Offer(
    number="4711-0816",
    title="Three rooms with a loggia above the Eisack",
    price="372.000,00",
    living="84,5",
    plot="",
    rooms="3",
    user="giulia",
)
SECOND_SELLER = delivery.Seller(
    first_name="Martin",
    surname="Rainer",
    street="Brennerstraße",
    number="12",
    zip="39042",
    city="Brixen",
    email="martin.rainer@example.com",
    phone="+39 0472 000 072",
)


def tell(running: demo.Suite) -> None:
    """Correct a value here, receive another one, and let the next delivery wait for an answer."""
    agent = odoo.Session(running.base, running.database, *demo.ACCOUNTS[0][:2])
    domain = [["external_number", "=", FARMHOUSE]]
    found = agent.call("agency.property", "search", domain)
    agent.call("agency.property", "write", found, {"rooms": 7, "price_sale": 675000})
    seen = delivery.Offer(price="698.000,00", living="186,0", rooms="6,5", user="giulia")
    running.box.put("imv-4712.zip", delivery.build(seen))
    demo.collect(running)
    source = demo.record(running.admin, "agency_imv_import.demo_source_imv")
    running.admin.call("agency.import.source", "write", [source], {"asks_first": True})
    last = delivery.Offer(
        title="Farmhouse with orchard, barn and a view of the Schlern",
        price="690.000,00",
        living="192,0",
        rooms="6,5",
        user="giulia",
    )
    objects = [(last, delivery.Seller()), (SECOND, SECOND_SELLER)]
    running.box.put("imv-4713.zip", delivery.build_all(objects, pictures=2))
    demo.collect(running)
