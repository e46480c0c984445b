"""Certificate of a trainee: exercises passed, with a signature over every field."""

from isdata.data.i18n import N_, Reader
from isdata.output.reports.blocks import Block, Heading, Note, Paragraph, Report
from isdata.programme.training import exercises
from isdata.programme.training.certificates import Certificate, sign
from isdata.programme.training.exercises import COMPETENCES

_PASSED = N_(
    "{name} has passed the exercises below in the training on industrial symbiosis. Each was done on a "
    "practice copy of a park and checked there."
)


def certificate_report(certificate: Certificate, secret: bytes, reader: Reader) -> Report:
    """Certificate as a one-page report."""
    text, known = reader.text, exercises.known()
    passed = [known[name] for name in certificate.passed if name in known]
    # All of the same copy: those on the sample park, or on data of an own park.
    of_copy = exercises.own_exercises() if passed and passed[0].is_of_park else exercises.exercises()

    def exercise(each):
        return reader.clauses([each.title[reader.language], text(COMPETENCES[each.competence])])

    blocks: list[Block] = [
        Paragraph(text(_PASSED, name=certificate.trainee)),
        Heading(text(N_("Exercises passed: {count} of {all}"), count=len(passed), all=len(of_copy))),
        Paragraph("", [exercise(each) for each in passed]),
        Paragraph(text(N_("Hints opened: {count}"), count=certificate.hints)),
        *_verification(certificate, secret, reader),
    ]
    return Report(
        title=text(N_("Certificate")),
        subtitle=certificate.trainee,
        park="isdata",
        day=certificate.day,
        data_version=0,
        reader=reader,
        blocks=blocks,
        is_compact=True,
    )


def _verification(certificate: Certificate, secret: bytes, reader: Reader) -> list[Block]:
    """Day, exercises and signature, by which a trainer verifies a certificate."""
    text = reader.text
    return [
        Heading(text(N_("Verification")), 2),
        Paragraph(
            text(
                N_("Issued on {day}, practice copy {code}."),
                day=certificate.day.isoformat(),
                code=certificate.code,
            )
        ),
        Paragraph(text(N_("Exercises: {ids}"), ids=reader.listed(certificate.passed))),
        Paragraph(text(N_("Signature: {signature}"), signature=sign(certificate, secret))),
        Note(
            text(
                N_(
                    "The signature covers every field. The trainer verifies it on the page Trainer, without the internet."
                )
            )
        ),
    ]
