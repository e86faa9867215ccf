//! What a kind asks beside the words, as the standard has it: attributes of a service, and their values in a request.

use contract::lang::Lang;
use domain::tickets::form::{
    AnswerFaultCode, Field, FieldKind, FieldOption, Form, RawAnswer, RawAnswers, Words,
};
use serde::Serialize;

use super::{Fault, Params};

/// An attribute of a service.
#[derive(Serialize)]
pub(super) struct Attribute {
    variable: bool,
    code: String,
    datatype: &'static str,
    required: bool,
    datatype_description: String,
    order: usize,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<Value>>,
}

/// One value of an attribute that is chosen from a list.
#[derive(Clone, Serialize)]
pub(super) struct Value {
    key: String,
    name: String,
}

/// The same in XML: an element around each list.
#[derive(Serialize)]
pub(super) struct XmlAttribute<'a> {
    variable: bool,
    code: &'a str,
    datatype: &'a str,
    required: bool,
    datatype_description: &'a str,
    order: usize,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<XmlValues>,
}

#[derive(Serialize)]
struct XmlValues {
    value: Vec<Value>,
}

impl Attribute {
    pub(super) fn xml(&self) -> XmlAttribute<'_> {
        XmlAttribute {
            variable: self.variable,
            code: &self.code,
            datatype: self.datatype,
            required: self.required,
            datatype_description: &self.datatype_description,
            order: self.order,
            description: &self.description,
            values: self.values.clone().map(|value| XmlValues { value }),
        }
    }
}

/// What a form asks.
pub(super) fn of(form: &Form, lang: Lang) -> Vec<Attribute> {
    form.fields.iter().enumerate().map(|(at, field)| attribute(at + 1, field, lang)).collect()
}

fn attribute(order: usize, field: &Field, lang: Lang) -> Attribute {
    let list = |options: &[FieldOption]| {
        let value =
            |one: &FieldOption| Value { key: one.key.clone(), name: said(&one.label, lang).to_owned() };
        Some(options.iter().map(value).collect::<Vec<_>>())
    };
    let (datatype, values) = match &field.kind {
        FieldKind::Text { .. } => ("text", None),
        FieldKind::Number { .. } => ("number", None),
        FieldKind::Choice { options } => ("singlevaluelist", list(options)),
        FieldKind::Choices { options } => ("multivaluelist", list(options)),
        FieldKind::Date => ("datetime", None),
        FieldKind::YesNo => ("singlevaluelist", Some(yes_no(lang))),
    };
    Attribute {
        variable: true,
        code: field.key.clone(),
        datatype,
        required: field.required,
        datatype_description: field.hint.as_ref().map(|hint| said(hint, lang).to_owned()).unwrap_or_default(),
        order,
        description: said(&field.label, lang).to_owned(),
        values,
    }
}

const YES: &str = "yes";
const NO: &str = "no";

fn yes_no(lang: Lang) -> Vec<Value> {
    let names = match lang {
        Lang::ZhHans | Lang::ZhHant => ["是", "否"],
        Lang::En => ["Yes", "No"],
    };
    let value = |(key, name): (&str, &str)| Value { key: key.to_owned(), name: name.to_owned() };
    [YES, NO].into_iter().zip(names).map(value).collect()
}

fn said(words: &Words, lang: Lang) -> &str {
    match lang {
        Lang::ZhHans => &words.hans,
        Lang::ZhHant => &words.hant,
        Lang::En => &words.en,
    }
}

/// The answers that a request brings: `attribute[code]`, and `attribute[code][]` or repeated for several values. What the form
/// does not ask is left out: clients send attributes of their own (`easting`, `external_id`). Whether an answer fits is for the
/// form to say.
pub(super) fn answers(form: &Form, params: &Params) -> RawAnswers {
    let answer = |field: &Field| {
        let values: Vec<&str> = params.attribute(&field.key).collect();
        Some((field.key.clone(), read(&field.kind, &values)?))
    };
    form.fields.iter().filter_map(answer).collect()
}

fn read(kind: &FieldKind, values: &[&str]) -> Option<RawAnswer> {
    let first = (*values.first()?).to_owned();
    Some(match kind {
        FieldKind::Choices { .. } => {
            let words = values.iter().flat_map(|list| list.split(','));
            RawAnswer::Choices(words.map(|word| word.trim().to_owned()).collect())
        }
        FieldKind::Number { .. } => first.parse().map_or(RawAnswer::Text(first), RawAnswer::Number),
        FieldKind::YesNo => match first.as_str() {
            YES | "true" | "1" => RawAnswer::YesNo(true),
            NO | "false" | "0" => RawAnswer::YesNo(false),
            _ => RawAnswer::Text(first),
        },
        // A day may come with a time: the form asks for the day.
        FieldKind::Date => RawAnswer::Text(first.split('T').next().unwrap_or_default().to_owned()),
        FieldKind::Text { .. } | FieldKind::Choice { .. } => RawAnswer::Text(first),
    })
}

/// What is wrong with an answer, in the standard's own form.
pub(super) fn bad(key: &str, code: AnswerFaultCode) -> Fault {
    match code {
        AnswerFaultCode::Missing => Fault::bad(format!("attribute[{key}] was not provided.")),
        _ => Fault::bad(format!("attribute[{key}] does not fit its datatype or its values.")),
    }
}
