use serde_json::{from_value, json};

use super::*;

fn words(text: &str) -> Words {
    Words { hans: text.to_owned(), hant: text.to_owned(), en: text.to_owned() }
}

fn field(key: &str, kind: FieldKind) -> Field {
    Field { key: key.to_owned(), label: words(key), hint: None, required: false, kind }
}

fn options(keys: &[&str]) -> Vec<FieldOption> {
    keys.iter().map(|key| FieldOption { key: (*key).to_owned(), label: words(key) }).collect()
}

fn form() -> Form {
    let number = FieldKind::Number { min: Some(1), max: Some(99), unit: Some(words("次")) };
    Form {
        fields: vec![
            Field { required: true, ..field("pole", FieldKind::Text { chars_max: 5 }) },
            field("times", number),
            field("what", FieldKind::Choice { options: options(&["dark", "flickers"]) }),
            field("when", FieldKind::Choices { options: options(&["day", "evening", "night"]) }),
            field("since", FieldKind::Date),
            field("wet", FieldKind::YesNo),
        ],
    }
}

fn faults(form: &Form) -> Vec<(String, FormFaultCode)> {
    let faults = form.check().err().unwrap_or_default();
    faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
}

fn refused(answers: serde_json::Value) -> Vec<(String, AnswerFaultCode)> {
    let faults = form().accept(&from_value(answers).unwrap()).err().unwrap_or_default();
    faults.into_iter().map(|fault| (fault.key, fault.code)).collect()
}

#[test]
fn a_form_without_fields_asks_nothing() {
    assert_eq!(Form::default().check(), Ok(()));
    assert!(Form::default().accept(&RawAnswers::new()).unwrap().is_empty());
}

#[test]
fn every_fault_of_a_form_names_its_field() {
    assert_eq!(form().check(), Ok(()));
    let bad = Form {
        fields: vec![
            field("a", FieldKind::Text { chars_max: 0 }),
            field("a", FieldKind::Text { chars_max: 501 }),
            field("No", FieldKind::Number { min: Some(2), max: Some(1), unit: None }),
            field("n", FieldKind::Number { min: Some(-NUMBER_MAX - 1), max: None, unit: Some(words("")) }),
            field("one", FieldKind::Choice { options: options(&["x"]) }),
            field("two", FieldKind::Choices { options: options(&["x", "x", "é"]) }),
            Field { label: words(&"长".repeat(61)), hint: Some(words(" ")), ..field("w", FieldKind::Date) },
            Field { label: words("a\u{7}b"), ..field("c", FieldKind::YesNo) },
        ],
    };
    let found = faults(&bad);
    let is =
        |pointer: &str, code| assert!(found.contains(&(pointer.to_owned(), code)), "{pointer} {found:?}");
    is("/fields/0/kind/chars_max", FormFaultCode::CharsMax);
    is("/fields/1/key", FormFaultCode::KeyTwice);
    is("/fields/1/kind/chars_max", FormFaultCode::CharsMax);
    is("/fields/2/key", FormFaultCode::Key);
    is("/fields/2/kind/max", FormFaultCode::Bounds);
    is("/fields/3/kind/min", FormFaultCode::Bound);
    is("/fields/3/kind/unit/en", FormFaultCode::Words { chars_max: UNIT_CHARS_MAX });
    is("/fields/4/kind/options", FormFaultCode::OptionCount);
    is("/fields/5/kind/options/1/key", FormFaultCode::KeyTwice);
    is("/fields/5/kind/options/2/key", FormFaultCode::Key);
    is("/fields/6/label/zh-Hans", FormFaultCode::Words { chars_max: LABEL_CHARS_MAX });
    is("/fields/6/hint/zh-Hant", FormFaultCode::Words { chars_max: HINT_CHARS_MAX });
    is("/fields/7/label/en", FormFaultCode::Words { chars_max: LABEL_CHARS_MAX });
}

#[test]
fn a_form_has_at_most_twenty_fields() {
    let of = |count: usize| Form {
        fields: (0..count).map(|n| field(&format!("f{n}"), FieldKind::Date)).collect(),
    };
    assert_eq!(faults(&of(20)), []);
    assert_eq!(faults(&of(21)), [("/fields".to_owned(), FormFaultCode::FieldCount)]);
}

#[test]
fn answers_are_kept_in_the_order_and_under_the_words_of_the_form() {
    let raw = json!({
        "wet": false, "since": "2027-03-05", "when": ["night", "day", "night"], "what": "dark", "times": 3, "pole": " 七号 ",
    });
    let answers = form().accept(&from_value(raw).unwrap()).unwrap();
    let keys: Vec<&str> = answers.each().iter().map(|answer| answer.key.as_str()).collect();
    assert_eq!(keys, ["pole", "times", "what", "when", "since", "wet"]);
    assert_eq!(answers.each()[0].value, AnswerValue::Text { text: "七号".to_owned() });
    assert_eq!(answers.each()[1].value, AnswerValue::Number { number: 3, unit: Some(words("次")) });
    assert_eq!(answers.each()[3].value, AnswerValue::Choices { options: options(&["day", "night"]) });
}

#[test]
fn what_need_not_be_answered_may_be_empty() {
    let raw = json!({ "pole": "7", "what": " ", "when": [], "since": "" });
    let answers = form().accept(&from_value(raw).unwrap()).unwrap();
    assert_eq!(answers.each().len(), 1);
}

#[test]
fn every_answer_that_does_not_fit_is_named_at_once() {
    use AnswerFaultCode as Code;
    let at = |key: &str, code| (key.to_owned(), code);
    assert_eq!(refused(json!({})), [at("pole", Code::Missing)]);
    assert_eq!(refused(json!({ "pole": " \n" })), [at("pole", Code::Missing)]);
    let wrong = json!({
        "pole": 7, "times": "3", "what": ["dark"], "when": "day", "since": 20270305, "wet": "yes", "colour": "red",
    });
    let found = [
        at("pole", Code::NotText),
        at("times", Code::NotNumber),
        at("what", Code::NotOption),
        at("when", Code::NotOptions),
        at("since", Code::NotDate),
        at("wet", Code::NotYesNo),
        at("colour", Code::Unknown),
    ];
    assert_eq!(refused(wrong), found);
    let outside = json!({
        "pole": "六个字也太长", "times": 100, "what": "bright", "when": ["day", "dawn"], "since": "2027-02-29",
    });
    let found = [
        at("pole", Code::TooLong { chars_max: 5 }),
        at("times", Code::OutOfBounds { min: Some(1), max: Some(99) }),
        at("what", Code::NotOption),
        at("when", Code::NotOptions),
        at("since", Code::NotDate),
    ];
    assert_eq!(refused(outside), found);
    assert_eq!(refused(json!({ "pole": "a\u{0}b" })), [at("pole", Code::Control)]);
    for day in ["12027-03-05", "2027-3-5", "+2027-3-05"] {
        assert_eq!(refused(json!({ "pole": "7", "since": day })), [at("since", Code::NotDate)]);
    }
}

#[test]
fn a_number_without_bounds_is_one_that_a_browser_holds_exactly() {
    let open = Form { fields: vec![field("n", FieldKind::Number { min: None, max: None, unit: None })] };
    let accepted = |number| open.accept(&[("n".to_owned(), RawAnswer::Number(number))].into()).is_ok();
    assert!(accepted(NUMBER_MAX) && accepted(-NUMBER_MAX) && !accepted(i64::MAX) && !accepted(i64::MIN));
}

#[test]
fn what_is_typed_is_read_by_the_kind_of_its_field() {
    let form = form();
    let typed = [
        ("pole", vec![" 七号 "]),
        ("times", vec!["12"]),
        ("when", vec!["day", "night"]),
        ("wet", vec!["false"]),
        ("since", vec![""]),
        ("other", vec!["x"]),
    ];
    let typed =
        typed.map(|(key, texts)| (key.to_owned(), texts.into_iter().map(str::to_owned).collect::<Vec<_>>()));
    let raw = form.read(&typed.into());
    let expected = json!({ "pole": "七号", "times": 12, "when": ["day", "night"], "wet": false });
    assert_eq!(serde_json::to_value(&raw).unwrap(), expected);
    assert!(form.accept(&raw).is_ok());
    let vague = [("pole", "7"), ("times", "many"), ("wet", "perhaps")];
    let vague = vague.map(|(key, text)| (key.to_owned(), vec![text.to_owned()]));
    let faults = form.accept(&form.read(&vague.into())).unwrap_err();
    let codes: Vec<AnswerFaultCode> = faults.into_iter().map(|fault| fault.code).collect();
    assert_eq!(codes, [AnswerFaultCode::NotNumber, AnswerFaultCode::NotYesNo]);
}

#[test]
fn a_form_is_written_as_people_write_it() {
    let text = json!({ "fields": [
        { "key": "pole", "label": { "zh-Hans": "杆号", "zh-Hant": "桿號", "en": "Pole" }, "kind": { "type": "text", "chars_max": 20 } },
        { "key": "wet", "label": { "zh-Hans": "湿", "zh-Hant": "濕", "en": "Wet" }, "required": true, "kind": { "type": "yes_no" } },
    ] });
    let form: Form = from_value(text).unwrap();
    assert!(!form.fields[0].required && form.fields[1].required && form.check().is_ok());
    let more = json!({ "fields": [{ "key": "a", "label": words("a"), "kind": { "type": "text", "chars_max": 5, "from": 1 } }] });
    assert!(from_value::<Form>(more).is_err());
}

#[cfg(not(target_family = "wasm"))]
mod properties {
    use std::collections::BTreeSet;

    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;

    fn labels() -> impl Strategy<Value = Words> {
        "[a-z路灯]{1,20}".prop_map(|text| super::words(&text))
    }

    fn some_options() -> impl Strategy<Value = Vec<FieldOption>> {
        let keys = proptest::collection::btree_set("[a-z0-9_]{1,8}", OPTIONS_MIN..=OPTIONS_MAX);
        (keys, labels()).prop_map(|(keys, label)| {
            keys.into_iter().map(|key| FieldOption { key, label: label.clone() }).collect()
        })
    }

    fn kinds() -> impl Strategy<Value = FieldKind> {
        let bounds = || proptest::option::of(-NUMBER_MAX..=NUMBER_MAX);
        prop_oneof![
            (1..=TEXT_CHARS_MAX).prop_map(|chars_max| FieldKind::Text { chars_max }),
            (bounds(), bounds(), proptest::option::of(labels())).prop_map(|(one, other, unit)| {
                let (min, max) = match (one, other) {
                    (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
                    other => other,
                };
                FieldKind::Number { min, max, unit }
            }),
            some_options().prop_map(|options| FieldKind::Choice { options }),
            some_options().prop_map(|options| FieldKind::Choices { options }),
            Just(FieldKind::Date),
            Just(FieldKind::YesNo),
        ]
    }

    fn forms() -> impl Strategy<Value = Form> {
        let field = (labels(), proptest::option::of(labels()), any::<bool>(), kinds());
        proptest::collection::vec(field, 0..=8).prop_map(|fields| {
            let field = |(at, (label, hint, required, kind))| Field {
                key: format!("field_{at}"),
                label,
                hint,
                required,
                kind,
            };
            Form { fields: fields.into_iter().enumerate().map(field).collect() }
        })
    }

    /// An answer that fits, made of a number.
    fn fitting(kind: &FieldKind, seed: u64) -> RawAnswer {
        let at = |count: usize| usize::try_from(seed % u64::try_from(count).unwrap()).unwrap();
        match kind {
            FieldKind::Text { chars_max } => {
                RawAnswer::Text("字".repeat(at(usize::try_from(*chars_max).unwrap()) + 1))
            }
            FieldKind::Number { min, max, .. } => {
                let (min, max) = (min.unwrap_or(-NUMBER_MAX), max.unwrap_or(NUMBER_MAX));
                let span = u64::try_from(max - min).unwrap() + 1;
                RawAnswer::Number(min + i64::try_from(seed % span).unwrap())
            }
            FieldKind::Choice { options } => RawAnswer::Text(options[at(options.len())].key.clone()),
            FieldKind::Choices { options } => RawAnswer::Choices(
                options.iter().take(at(options.len()) + 1).map(|o| o.key.clone()).collect(),
            ),
            FieldKind::Date => {
                let day =
                    NaiveDate::from_num_days_from_ce_opt(700_000 + i32::try_from(seed % 100_000).unwrap());
                RawAnswer::Text(day.unwrap().format("%Y-%m-%d").to_string())
            }
            FieldKind::YesNo => RawAnswer::YesNo(seed.is_multiple_of(2)),
        }
    }

    fn answered(form: &Form, seeds: &[Option<u64>]) -> RawAnswers {
        let answer = |(at, field): (usize, &Field)| {
            let seed = seeds.get(at).copied().flatten();
            let seed = seed.or_else(|| field.required.then_some(7))?;
            Some((field.key.clone(), fitting(&field.kind, seed)))
        };
        form.fields.iter().enumerate().filter_map(answer).collect()
    }

    proptest! {
        #[test]
        fn a_form_accepts_the_answers_that_are_made_from_it(
            form in forms(),
            seeds in proptest::collection::vec(proptest::option::of(any::<u64>()), 8),
        ) {
            prop_assert_eq!(form.check(), Ok(()));
            let raw = answered(&form, &seeds);
            let answers = form.accept(&raw).unwrap();
            prop_assert_eq!(answers.each().len(), raw.len());
            // Checked again, it is the same.
            prop_assert_eq!(form.accept(&answers.raw()).unwrap(), answers.clone());
            // And so it is after having been written down.
            let text = serde_json::to_string(&answers).unwrap();
            prop_assert_eq!(serde_json::from_str::<Answers>(&text).unwrap(), answers);
            let text = serde_json::to_string(&raw).unwrap();
            prop_assert_eq!(serde_json::from_str::<RawAnswers>(&text).unwrap(), raw);
            let text = serde_json::to_string(&form).unwrap();
            prop_assert_eq!(serde_json::from_str::<Form>(&text).unwrap(), form);
        }

        #[test]
        fn whatever_comes_in_is_refused_by_name_or_kept_the_same(
            form in forms(),
            text in ".{0,40}",
            number in any::<i64>(),
            pick in 0_usize..4,
        ) {
            let answer = match pick {
                0 => RawAnswer::Text(text),
                1 => RawAnswer::Number(number),
                2 => RawAnswer::YesNo(number % 2 == 0),
                _ => RawAnswer::Choices(vec![text]),
            };
            let raw: RawAnswers = form.fields.iter().map(|field| (field.key.clone(), answer.clone())).collect();
            match form.accept(&raw) {
                Ok(answers) => prop_assert_eq!(form.accept(&answers.raw()).unwrap(), answers),
                Err(faults) => {
                    let named: BTreeSet<&str> = faults.iter().map(|fault| fault.key.as_str()).collect();
                    prop_assert!(named.iter().all(|key| form.fields.iter().any(|field| field.key == *key)));
                    prop_assert_eq!(named.len(), faults.len());
                }
            }
        }
    }
}
