//! The layers of ARCHITECTURE: who may know whom.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::Context;
use crate::process;
use crate::summary::Outcome;
use crate::toolchain::TARGET;

/// What each package of this workspace may depend on (development dependencies aside).
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("contract", &["domain"]),
    ("client", &["contract", "domain"]),
    ("frontend", &["client", "contract", "domain"]),
    ("app", &["contract", "domain", "payments"]),
    ("paper", &[]),
    ("payments", &[]),
    ("api", &["app", "contract", "domain", "paper", "payments"]),
    ("server", &["api", "app", "contract", "domain", "payments"]),
    // It measures from outside; `app` fills the store beforehand and counts the statements of each request. What it checks
    // after a crash it knows from its own records alone.
    ("drill", &["app", "client", "contract", "domain"]),
    ("packer", &[]),
    ("xtask", &[]),
];
/// Packages that run in a browser, and what must never come along.
const IN_BROWSERS: &[&str] = &["domain", "contract", "client", "frontend"];
const NEVER_IN_BROWSERS: &[&str] = &["diesel", "actix-web", "libsqlite3-sys", "pq-sys"];

pub(super) fn check(context: &Context<'_>) -> Result<Outcome> {
    let log = Some(context.log.as_path());
    let mut command = context.workspace.cargo(["metadata", "--locked", "--format-version=1"]);
    let metadata = serde_json::from_str(&process::output(&mut command, log)?)?;
    let mut faults = Graph::read(&metadata)?.layer_faults();
    for package in IN_BROWSERS {
        // `cargo tree` resolves the features of this package alone, as its build does.
        let mut tree = context.workspace.cargo(["tree", "--locked", "-p", package]);
        tree.args(["--target", TARGET, "-e", "normal", "--prefix", "depth"]);
        faults.extend(browser_faults(&process::output(&mut tree, log)?)?);
    }
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    Ok(Outcome::Passed(format!("{} packages in layers", LAYERS.len())))
}

/// Finds what must not run in a browser in a tree as `cargo tree --prefix depth` prints it, and
/// names the way to it.
fn browser_faults(tree: &str) -> Result<Vec<String>> {
    let mut way: Vec<&str> = Vec::new();
    let mut faults = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (depth, rest) = line.split_at(digits);
        let depth: usize = depth.parse().with_context(|| format!("no depth: {line}"))?;
        let name = rest.split(' ').next().unwrap_or_default();
        way.truncate(depth);
        way.push(name);
        if NEVER_IN_BROWSERS.contains(&name) {
            faults.push(format!("{} pulls in {name}: {}", way[0], way.join(" → ")));
        }
    }
    Ok(faults)
}

/// Normal and build dependencies by package id.
struct Graph {
    members: BTreeSet<String>,
    names: BTreeMap<String, String>,
    edges: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    fn read(metadata: &Value) -> Result<Self> {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let names = list(&metadata["packages"])
            .iter()
            .map(|package| (text(&package["id"]), text(&package["name"])))
            .collect();
        let mut edges = BTreeMap::new();
        for node in list(&metadata["resolve"]["nodes"]) {
            let used = list(&node["deps"])
                .iter()
                .filter(|dependency| list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()))
                .map(|dependency| text(&dependency["pkg"]))
                .collect();
            edges.insert(text(&node["id"]), used);
        }
        let members = list(&metadata["workspace_members"]).iter().map(text).collect();
        if edges.is_empty() {
            bail!("cargo metadata has no dependencies");
        }
        Ok(Self { members, names, edges })
    }

    fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.get(id).map_or(id, String::as_str)
    }

    fn layer_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for member in &self.members {
            let name = self.name(member);
            let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == name) else {
                faults.push(format!("{name} is in no layer: add it to LAYERS in xtask"));
                continue;
            };
            for used in self.edges.get(member).into_iter().flatten() {
                if self.members.contains(used) && !allowed.contains(&self.name(used)) {
                    faults.push(format!("{name} must not depend on {}", self.name(used)));
                }
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&str, &[&str])]) -> Graph {
        let mut names: BTreeSet<&str> = edges.iter().map(|(name, _)| *name).collect();
        names.extend(edges.iter().flat_map(|(_, used)| used.iter().copied()));
        let owned = |name: &str| name.to_owned();
        Graph {
            members: LAYERS.iter().map(|(name, _)| owned(name)).collect(),
            names: names.iter().map(|name| (owned(name), owned(name))).collect(),
            edges: edges
                .iter()
                .map(|(name, used)| (owned(name), used.iter().map(|used| owned(used)).collect()))
                .collect(),
        }
    }

    #[test]
    fn a_layer_that_knows_one_above_is_named() {
        let faults = graph(&[("domain", &["serde", "contract"])]).layer_faults();
        assert_eq!(faults, ["domain must not depend on contract"]);
        assert!(graph(&[("contract", &["domain"])]).layer_faults().is_empty());
    }

    #[test]
    fn a_package_in_no_layer_is_named() {
        let mut graph = graph(&[]);
        graph.members.insert("extra".to_owned());
        assert_eq!(graph.layer_faults(), ["extra is in no layer: add it to LAYERS in xtask"]);
    }

    #[test]
    fn a_database_in_the_browser_is_named_with_its_way() {
        let tree = "0frontend v0.1.0 (/w/frontend)\n1helper v1.0.0\n2serde v1.0.0\n\
                    2diesel v2.3.0\n1leptos v0.8.0 (*)\n";
        let faults = browser_faults(tree).unwrap();
        assert_eq!(faults, ["frontend pulls in diesel: frontend → helper → diesel"]);
        assert!(browser_faults("0client v0.1.0\n1serde v1.0.0\n").unwrap().is_empty());
    }
}
