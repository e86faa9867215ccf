//! Forms of kinds, and answers to them: what is wrong, as problems of fields. The same on both sides.

use domain::tickets::form::{
    AnswerFaultCode, FIELDS_MAX, Form, FormFaultCode, NUMBER_MAX, OPTIONS_MAX, OPTIONS_MIN, RawAnswers,
    TEXT_CHARS_MAX,
};

use crate::{
    lang::Lang,
    problems::{FieldProblem, fields},
};

type Params = Vec<(&'static str, String)>;

fn between(min: impl ToString, max: impl ToString) -> Params {
    vec![("min", min.to_string()), ("max", max.to_string())]
}

/// What something about a form that is not possible is called as a problem of its field, and with which parameters.
#[must_use]
pub fn form_fault(code: FormFaultCode) -> (&'static str, Params) {
    match code {
        FormFaultCode::FieldCount => ("too_many", vec![("max", FIELDS_MAX.to_string())]),
        FormFaultCode::Key => ("code", Params::new()),
        FormFaultCode::KeyTwice => ("key_twice", Params::new()),
        FormFaultCode::Words { chars_max } => ("length", between(1, chars_max)),
        FormFaultCode::CharsMax => ("range", between(1, TEXT_CHARS_MAX)),
        FormFaultCode::Bound => ("range", between(-NUMBER_MAX, NUMBER_MAX)),
        FormFaultCode::Bounds => ("bounds", Params::new()),
        FormFaultCode::OptionCount => ("options", between(OPTIONS_MIN, OPTIONS_MAX)),
    }
}

/// What an answer that does not fit is called as a problem of its field, and with which parameters.
#[must_use]
pub fn answer_fault(code: AnswerFaultCode) -> (&'static str, Params) {
    match code {
        AnswerFaultCode::Unknown => ("unknown", Params::new()),
        AnswerFaultCode::Missing => ("required", Params::new()),
        AnswerFaultCode::NotText => ("answer_text", Params::new()),
        AnswerFaultCode::Control => ("not_text", Params::new()),
        AnswerFaultCode::TooLong { chars_max } => ("too_long", vec![("max", chars_max.to_string())]),
        AnswerFaultCode::NotNumber => ("answer_number", Params::new()),
        AnswerFaultCode::OutOfBounds { min: Some(min), max: Some(max) } => ("range", between(min, max)),
        AnswerFaultCode::OutOfBounds { min: Some(min), max: None } => {
            ("at_least", vec![("min", min.to_string())])
        }
        AnswerFaultCode::OutOfBounds { min: None, max: Some(max) } => {
            ("at_most", vec![("max", max.to_string())])
        }
        AnswerFaultCode::OutOfBounds { min: None, max: None } => ("range", between(-NUMBER_MAX, NUMBER_MAX)),
        AnswerFaultCode::NotOption => ("answer_choice", Params::new()),
        AnswerFaultCode::NotOptions => ("answer_choices", Params::new()),
        AnswerFaultCode::NotDate => ("day_format", Params::new()),
        AnswerFaultCode::NotYesNo => ("answer_yes_no", Params::new()),
    }
}

/// Where in a report the answer to a field is.
#[must_use]
pub fn answer_pointer(key: &str) -> String {
    // As RFC 6901 writes it: what is unknown may be called anything.
    format!("/answers/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Everything that is wrong with answers to a form, before they are sent.
#[must_use]
pub fn answer_problems(form: &Form, answers: &RawAnswers, lang: Lang) -> Vec<FieldProblem> {
    let faults = form.accept(answers).err().unwrap_or_default();
    let problem = |fault: domain::tickets::form::AnswerFault| {
        let (code, params) = answer_fault(fault.code);
        fields::problem(answer_pointer(&fault.key), code, lang, &owned(params))
    };
    faults.into_iter().map(problem).collect()
}

/// Everything that is wrong with a form, before it is sent; pointers into the form itself.
#[must_use]
pub fn form_problems(form: &Form, lang: Lang) -> Vec<FieldProblem> {
    let faults = form.check().err().unwrap_or_default();
    let problem = |fault: domain::tickets::form::FormFault| {
        let (code, params) = form_fault(fault.code);
        fields::problem(fault.pointer, code, lang, &owned(params))
    };
    faults.into_iter().map(problem).collect()
}

fn owned(params: Params) -> Vec<(String, String)> {
    params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use domain::tickets::form::{Field, FieldKind, RawAnswer, Words};

    use super::*;

    fn form() -> Form {
        let label = || Words { hans: "次数".into(), hant: "次數".into(), en: "Times".into() };
        let field =
            |key: &str, kind| Field { key: key.to_owned(), label: label(), hint: None, required: true, kind };
        Form {
            fields: vec![
                field("times", FieldKind::Number { min: Some(1), max: None, unit: None }),
                field("words", FieldKind::Text { chars_max: 3 }),
            ],
        }
    }

    #[test]
    fn what_is_wrong_with_an_answer_is_said_at_its_field() {
        let answers = [
            ("times".to_owned(), RawAnswer::Number(0)),
            ("words".to_owned(), RawAnswer::Text("四个字长".to_owned())),
            ("a/b~c".to_owned(), RawAnswer::YesNo(true)),
        ];
        let found = answer_problems(&form(), &answers.into(), Lang::En);
        let found: Vec<(&str, &str)> =
            found.iter().map(|p| (p.pointer.as_str(), p.detail.as_str())).collect();
        let expected = [
            ("/answers/times", "Must be 1 or more"),
            ("/answers/words", "At most 3 characters"),
            ("/answers/a~1b~0c", "There is no such field"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn every_fault_has_words() {
        use AnswerFaultCode as A;
        use FormFaultCode as F;
        let bounds = |min, max| A::OutOfBounds { min, max };
        let answers = [
            A::Unknown,
            A::Missing,
            A::NotText,
            A::Control,
            A::TooLong { chars_max: 1 },
            A::NotNumber,
            bounds(None, None),
            bounds(Some(1), None),
            bounds(None, Some(1)),
            bounds(Some(1), Some(2)),
            A::NotOption,
            A::NotOptions,
            A::NotDate,
            A::NotYesNo,
        ];
        let forms = [
            F::FieldCount,
            F::Key,
            F::KeyTwice,
            F::Words { chars_max: 1 },
            F::CharsMax,
            F::Bound,
            F::Bounds,
            F::OptionCount,
        ];
        for (code, params) in answers.map(answer_fault).into_iter().chain(forms.map(form_fault)) {
            let detail = fields::detail(code, Lang::En, &owned(params));
            assert!(detail != code && !detail.contains('{'), "{code}: {detail}");
        }
    }
}
