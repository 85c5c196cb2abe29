"""The end of the course: what a visitor can now do, the guesses and how they turned out, what next."""

from lessons.catalog import FURTHER, LESSONS, lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.lesson_page import current_language, heading

language = current_language()
end = lesson("end")
heading(end.prose(language))
lessons = [
    {"name": each.name, "title": each.prose(language).title, "address": each.address} for each in LESSONS
]
further = [
    {"title": each.prose(language).title, "idea": each.prose(language).idea, "address": each.address}
    for each in FURTHER
    if each != end
]
figure("end", language=language, data={"lessons": lessons, "further": further})
