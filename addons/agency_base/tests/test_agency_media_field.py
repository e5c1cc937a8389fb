from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

# What an agent does: choose three files at once, one of which the property already has.
UPLOAD = """
const seconds = (count) => new Promise((resolve) => setTimeout(resolve, count * 1000));
const find = async (selector, count = 1) => {
    for (let attempt = 0; attempt < 100; attempt++) {
        const found = document.querySelectorAll(selector);
        if (found.length >= count) {
            return [...found];
        }
        await seconds(0.1);
    }
    throw new Error(`not found: ${selector}`);
};
const picture = async (color) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 40;
    const context = canvas.getContext("2d");
    context.fillStyle = color;
    context.fillRect(0, 0, 40, 40);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
};
(async () => {
    (await find("a.nav-link[name='media']"))[0].click();
    const [input] = await find(".o_agency_media_input");
    const files = new DataTransfer();
    files.items.add(new File([await picture("red")], "red.png", {type: "image/png"}));
    files.items.add(new File([await picture("red")], "again.png", {type: "image/png"}));
    files.items.add(new File(["%PDF-1.7"], "plan.pdf", {type: "application/pdf"}));
    input.files = files.files;
    input.dispatchEvent(new Event("change"));
    await find(".o_agency_media_kanban .o_kanban_record:not(.o_kanban_ghost) .fa-file-pdf-o");
    const [notice] = await find(".o_notification");
    if (!notice.textContent.includes("again.png")) {
        throw new Error(`unexpected: ${notice.textContent}`);
    }
    await find(".o_agency_form_cover img");
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install")
class TestAgencyMediaField(HttpCase):
    def test_many_files_at_once(self):
        house = self.env["agency.property"].create({"name": "House by the harbour"})
        with mute_logger("odoo.http"):
            self.browser_js(
                f"/odoo/agency.property/{house.id}",
                UPLOAD,
                "!!document.querySelector('.o_form_view .o_notebook')",
                login="admin",
                timeout=90,
            )
        self.assertEqual(house.media_ids.mapped("filename"), ["red.png", "plan.pdf"])
        self.assertEqual(house.media_ids.mapped("kind"), ["picture", "document"])
        self.assertEqual(house.cover_media_id, house.media_ids[0])
