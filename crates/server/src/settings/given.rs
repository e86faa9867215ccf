//! Settings as they are given: flags, environment, file. Nothing is looked at before all are collected.

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use anyhow::Context;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};

use super::{
    Config,
    table::{SETTINGS, Setting},
};

/// The file that is read where it exists and no other is named.
const DEFAULT_FILE: &str = "gongzhi.toml";
const HEADING: &str = "Settings";

/// What the flags say. The environment and the file are read by [`Given::read`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    file: Option<PathBuf>,
    flags: BTreeMap<&'static str, String>,
}

/// A setting's text and where it comes from, for messages.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) from: String,
}

/// What is wrong with the settings: all of it at once.
#[derive(Debug, thiserror::Error)]
#[error("{} wrong:{}", if .0.len() == 1 { "a setting is" } else { "settings are" }, .0.iter().map(|b| format!("\n  {b}")).collect::<String>())]
pub(crate) struct BadSettings(pub(super) Vec<String>);

impl Setting {
    /// `GONGZHI_DATABASE_URL`
    fn variable(&self) -> String {
        format!("GONGZHI_{}", self.name.replace('-', "_").to_ascii_uppercase())
    }

    fn arg(&self) -> Arg {
        let default = if self.default.is_empty() { "none" } else { self.default };
        Arg::new(self.name)
            .long(self.name)
            .value_name(self.value)
            .global(true)
            .action(ArgAction::Set)
            .help_heading(HEADING)
            .help(format!("{} [default: {default}] [env: {}]", self.help, self.variable()))
    }
}

impl clap::Args for Given {
    fn augment_args(command: Command) -> Command {
        let file = Arg::new("config")
            .long("config")
            .value_name("FILE")
            .value_parser(clap::value_parser!(PathBuf))
            .global(true)
            .help_heading(HEADING)
            .help(
                "TOML file of settings, named as the flags [default: ./gongzhi.toml where it exists] \
                 [env: GONGZHI_CONFIG]",
            );
        command.arg(file).args(SETTINGS.iter().map(Setting::arg))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let flag = |s: &Setting| Some((s.name, matches.get_one::<String>(s.name)?.clone()));
        let file = matches.get_one::<PathBuf>("config").cloned();
        Ok(Self { file, flags: SETTINGS.iter().filter_map(flag).collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Given {
    /// Puts the sources together and checks everything.
    ///
    /// # Errors
    /// A file that cannot be read; [`BadSettings`].
    pub(crate) fn read(&self) -> anyhow::Result<Config> {
        let variables = |name: &str| env::var(name).ok();
        let named = self.file.clone().or_else(|| variables("GONGZHI_CONFIG").map(PathBuf::from));
        let file = match named {
            Some(path) => Some(fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?),
            None => fs::read_to_string(DEFAULT_FILE).ok(),
        };
        Ok(self.resolve(variables, file.as_deref())?)
    }

    fn resolve(
        &self,
        variables: impl Fn(&str) -> Option<String>,
        file: Option<&str>,
    ) -> Result<Config, BadSettings> {
        let mut lines = table(file.unwrap_or("")).map_err(|e| BadSettings(vec![e]))?;
        let mut bad = Vec::new();
        let mut values = BTreeMap::new();
        for setting in SETTINGS {
            let line = lines.remove(setting.name);
            let value = self
                .flags
                .get(setting.name)
                .map(|text| (text.clone(), format!("--{}", setting.name)))
                .or_else(|| Some((variables(&setting.variable())?, setting.variable())))
                .or_else(|| Some((line?, format!("{} in the file", setting.name))))
                // An empty variable is how container files say "not set".
                .filter(|(text, _)| !text.is_empty())
                .unwrap_or_else(|| (setting.default.to_owned(), setting.name.to_owned()));
            if let (false, Err(why)) = (value.0.is_empty(), (setting.check)(&value.0)) {
                bad.push(format!("{}: {why}", value.1));
            }
            values.insert(setting.name, Value { text: value.0, from: value.1 });
        }
        bad.extend(lines.keys().map(|name| format!("{name} in the file: there is no such setting")));
        if bad.is_empty() { Config::build(&values) } else { Err(BadSettings(bad)) }
    }
}

/// The file's lines as texts; a list is joined with commas.
fn table(text: &str) -> Result<BTreeMap<String, String>, String> {
    let table: toml::Table = text.parse().map_err(|e| format!("the file is not TOML: {e}"))?;
    table.into_iter().map(|(name, value)| Ok((name.clone(), plain(&name, value)?))).collect()
}

fn plain(name: &str, value: toml::Value) -> Result<String, String> {
    match value {
        toml::Value::String(text) => Ok(text),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Boolean(on) => Ok(on.to_string()),
        toml::Value::Array(items) => {
            Ok(items.into_iter().map(|item| plain(name, item)).collect::<Result<Vec<_>, _>>()?.join(","))
        }
        _ => Err(format!("{name} in the file: a text, a number, true, false or a list is expected")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(list: &[(&'static str, &str)]) -> Given {
        Given { file: None, flags: list.iter().map(|(n, v)| (*n, (*v).to_owned())).collect() }
    }

    #[test]
    fn a_flag_counts_more_than_a_variable_and_that_more_than_the_file() {
        let variables = |name: &str| (name == "GONGZHI_BIND").then(|| "127.0.0.1:2".to_owned());
        let file = Some("bind = \"127.0.0.1:3\"\nworkers = 3");
        let config = flags(&[("bind", "127.0.0.1:1")]).resolve(variables, file).unwrap();
        assert_eq!((config.bind.port(), config.workers), (1, 3));
        assert_eq!(flags(&[]).resolve(variables, file).unwrap().bind.port(), 2);
        assert_eq!(flags(&[]).resolve(|_| None, file).unwrap().bind.port(), 3);
        assert_eq!(flags(&[]).resolve(|_| None, None).unwrap().bind.port(), 8080);
    }

    #[test]
    fn every_bad_setting_is_named_at_once_with_its_source() {
        let variables = |name: &str| (name == "GONGZHI_DATABASE_URL").then(|| "mysql://h/d".to_owned());
        let file = Some("workers = 1000\ncolour = \"red\"");
        let error = flags(&[("bind", "here")]).resolve(variables, file).unwrap_err().to_string();
        for part in ["--bind: ", "GONGZHI_DATABASE_URL: ", "workers in the file: ", "colour in the file: "] {
            assert!(error.contains(part), "{part}: {error}");
        }
    }

    #[test]
    fn a_bad_key_is_refused_without_being_shown() {
        let error = flags(&[("field-keys", "1:topsecret")]).resolve(|_| None, None).unwrap_err();
        assert!(!error.to_string().contains("topsecret"), "{error}");
    }

    #[test]
    fn a_provider_of_payments_is_off_or_whole_and_its_keys_come_from_files() {
        let channels = |given: &Given| {
            let config = given.resolve(|_| None, None)?;
            Ok::<_, BadSettings>(
                config.payments.channels().map(|channel| channel.as_str()).collect::<Vec<_>>(),
            )
        };
        assert_eq!(channels(&flags(&[])).unwrap(), Vec::<&str>::new());
        let part = channels(&flags(&[("wechat-mchid", "1900007291")])).unwrap_err().to_string();
        for name in ["wechat-appid", "wechat-certificate-serial", "wechat-key", "wechat-api-v3-key"] {
            assert!(part.contains(&format!("{name}: ")), "{name}: {part}");
        }
        let vector = |name: &str| format!("@{}/../payments/tests/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
        let (own, theirs) = (vector("alipay-app.key.pem"), vector("alipay.pub.pem"));
        let alipay = [
            ("alipay-app-id", "2021001144680325"),
            ("alipay-seller-id", "2088031940831575"),
            ("alipay-key", own.as_str()),
            ("alipay-public-key", theirs.as_str()),
            ("alipay-endpoint", "http://127.0.0.1:9/gateway.do"),
        ];
        assert_eq!(channels(&flags(&alipay)).unwrap(), ["alipay"]);
        let mut wrong = alipay;
        wrong[2].1 = "topsecret";
        let error = channels(&flags(&wrong)).unwrap_err().to_string();
        assert!(error.contains("alipay-key") && !error.contains("topsecret"), "{error}");
        wrong[2].1 = "@/nowhere/key.pem";
        assert!(channels(&flags(&wrong)).unwrap_err().to_string().contains("/nowhere/key.pem"));
    }

    #[test]
    fn an_empty_variable_is_none() {
        let config = flags(&[]).resolve(|_| Some(String::new()), None).unwrap();
        assert_eq!(config.bind.port(), 8080);
    }

    #[test]
    fn the_defaults_are_good_and_the_help_names_every_setting() {
        use clap::Args;
        let help = Given::augment_args(Command::new("t")).render_long_help().to_string();
        for setting in SETTINGS {
            let good = setting.default.is_empty() || (setting.check)(setting.default).is_ok();
            assert!(good, "{}", setting.name);
            assert!(help.contains(&setting.variable()), "{}", setting.name);
        }
    }
}
