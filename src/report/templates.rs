//! What the faces with a template share: an own template in the place of ours, and messages that name its lines.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value};

use crate::error::{Error, Position};

/// Renders `own` (text and path) if given, else `text` under `name`.
pub fn render(
    mut environment: Environment,
    name: &'static str,
    text: &'static str,
    own: Option<(&str, &str)>,
    values: Value,
) -> Result<String, Error> {
    // Both options leave the default delimiters, which are valid.
    if let Ok(syntax) = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        environment.set_syntax(syntax);
    }
    let path = own.map_or(name, |(_, path)| path);
    let source = own.map_or(text, |(text, _)| text);
    let report = |error: minijinja::Error| {
        let position = error.line().map(|line| Position::Line(line as u64));
        let detail = error
            .detail()
            .map_or_else(|| error.kind().to_string(), str::to_string);
        Error::format(path, position, format!("template: {detail}"))
    };
    environment
        .add_template_owned(name, source.to_string())
        .and_then(|()| environment.get_template(name)?.render(values))
        .map_err(report)
}
