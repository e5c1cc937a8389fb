"""A PDF whose pages know how many they are. No Odoo here."""

from reportlab.pdfgen.canvas import Canvas


class NumberedCanvas(Canvas):
    """Draws the foot of each page at the end, when the number of pages is known.

    :param footer: called as footer(canvas, page number, number of pages)
    """

    def __init__(self, *args, footer, **options):
        super().__init__(*args, **options)
        self._footer = footer
        self._pages_done = []

    def showPage(self):
        self._pages_done.append(dict(self.__dict__))
        self._startPage()

    def save(self):
        for number, page in enumerate(self._pages_done, 1):
            self.__dict__.update(page)
            self._footer(self, number, len(self._pages_done))
            Canvas.showPage(self)
        return super().save()
