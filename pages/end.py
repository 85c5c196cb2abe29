"""The end of the course: what a visitor can now do, the guesses and how they turned out, what next."""

from lessons.catalog import FURTHER, LESSONS, lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.lesson_page import current_language, heading

language = current_language()
end = lesson("end")
heading(end.prose(language))
lessons = [each.about(language) for each in LESSONS]
further = [each.about(language) for each in FURTHER if each != end]
figure("end", language=language, data={"lessons": lessons, "further": further})
