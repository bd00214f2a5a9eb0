//! What the theme's components `mark` and `status` show of each status, drawn once: tables ask for them in every cell.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use crate::model::document::Status;

/// The components that show nothing but a status.
const COMPONENTS: [&str; 2] = ["mark", "status"];

type Drawn = HashMap<&'static str, Result<Value, String>>;

/// Drawings by component and status. They are made when all templates are there, and asked for by templates.
#[derive(Clone, Default)]
pub struct Marks([Arc<OnceLock<Drawn>>; COMPONENTS.len()]);

impl Marks {
    /// Makes `row.status | mark` and `row.status | status` known to the engine.
    pub fn register(&self, tera: &mut Tera) {
        for (name, drawn) in COMPONENTS.iter().zip(&self.0) {
            let drawn = Arc::clone(drawn);
            tera.register_filter(*name, move |status: &str, _: Kwargs, _: &State| find(&drawn, status));
        }
    }

    /// A template for each component that shows it alone, by name and text.
    pub fn templates() -> Vec<(String, String)> {
        let template = |name: &&str| (template_of(name), format!("{{{{ <{name} status={{status}} /> }}}}"));
        COMPONENTS.iter().map(template).collect()
    }

    /// Draws all of them.
    pub fn draw(&self, tera: &Tera) {
        let statuses = || Status::ALL.iter().map(|status| status.as_str()).chain(["none"]);
        for (name, drawn) in COMPONENTS.iter().zip(&self.0) {
            drawn.get_or_init(|| statuses().map(|status| (status, one(tera, name, status))).collect());
        }
    }
}

fn template_of(component: &str) -> String {
    format!("the component {component}.html")
}

fn one(tera: &Tera, component: &str, status: &str) -> Result<Value, String> {
    let mut context = Context::new();
    context.insert("status", status);
    let html = tera.render(&template_of(component), &context);
    html.map(|html| Value::safe_string(&html)).map_err(|error| error.to_string())
}

fn find(drawn: &OnceLock<Drawn>, status: &str) -> TeraResult<Value> {
    match drawn.get().and_then(|drawn| drawn.get(status)) {
        Some(Ok(html)) => Ok(html.clone()),
        Some(Err(message)) => Err(Error::message(message)),
        None => Err(Error::message(format!("there is no status `{status}`"))),
    }
}
