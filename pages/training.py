"""Going further: the note's network trained in the visitor's browser."""

from lessons.kit.page.lesson_page import LessonPage
from lessons.training import packed

page = LessonPage.of("training")
page.open(packed.ten_digits())
page.text("saw", "step", folds=("batch", "edges", "dense", "unseen"), has_note=False)
page.code("training.code_reads")
page.figure("training/npz")
page.end()
