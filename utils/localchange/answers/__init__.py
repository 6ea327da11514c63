"""What a learner answered: the file ``answers.json`` beside a notebook, written safely and read strictly."""

from localchange.answers.answer import Answer, AnswersError
from localchange.answers.reading import read_answers
from localchange.answers.store import AnswerStore

__all__ = ["Answer", "AnswerStore", "AnswersError", "read_answers"]
