//! The module that browsers run, `search.js`, run here: over the files of an index, and in an engine of JavaScript.
//!
//! QuickJS knows the language but nothing of browsers, so reading and unpacking of files is done here.

use std::collections::BTreeMap;

use rquickjs::loader::{BuiltinLoader, BuiltinResolver};
use rquickjs::{CatchResultExt, Context, Function, Module, Promise, Runtime};
use serde::Deserialize;

/// What the module expects of a browser.
const BROWSER: &str = r#"
globalThis.TextDecoder = class {
  decode(bytes) {
    let text = "";
    for (let i = 0; i < bytes.length; ) {
      const byte = bytes[i++];
      const more = byte < 128 ? 0 : byte < 224 ? 1 : byte < 240 ? 2 : 3;
      let letter = more === 0 ? byte : byte & (63 >> more);
      for (let j = 0; j < more; j++) letter = (letter << 6) | (bytes[i++] & 63);
      text += String.fromCodePoint(letter);
    }
    return text;
  }
};
"#;

const START: &str = r#"
import { Search, words } from "search";
const indexes = new Map();
const opened = (folder) => {
  const fetched = async (name) => {
    const bytes = read(folder, name);
    if (!bytes) throw new Error("there is no such file");
    return new Uint8Array(bytes);
  };
  if (!indexes.has(folder)) indexes.set(folder, Search.open(fetched));
  return indexes.get(folder);
};
globalThis.search = async (folder, query) => {
  const index = await opened(folder);
  const { hits, terms, corrected } = await index.search(query);
  const shown = await Promise.all(hits.slice(0, 10).map(async (hit) => {
    const shown = await index.show(hit);
    return { ...shown, score: hit.score, excerpt: index.excerpt(shown.texts, terms) };
  }));
  return JSON.stringify({ total: hits.length, hits: shown, corrected });
};
globalThis.normal = async (folder, list) => {
  const index = await opened(folder);
  return JSON.stringify(list.split("\n").map((word) => [words(word).join("|"), index.fold(word), index.stem(index.fold(word))]));
};
"#;

/// What was found.
#[derive(Debug, Deserialize)]
pub(crate) struct Found {
    /// How many results there are.
    pub(crate) total: usize,
    /// The first of them.
    pub(crate) hits: Vec<Hit>,
}

/// A result.
#[derive(Debug, Deserialize)]
pub(crate) struct Hit {
    /// Where it leads.
    pub(crate) href: String,
    /// Its score.
    pub(crate) score: f64,
    /// The sentence that is shown.
    pub(crate) excerpt: String,
}

/// The files of an index by folder and name.
pub(crate) type Folders = BTreeMap<String, BTreeMap<String, Vec<u8>>>;

/// The module, with the folders that it reads.
pub(crate) struct Engine {
    context: Context,
    /// Outlives the context.
    runtime: Runtime,
}

impl Engine {
    /// Starts the module. `sources` are modules by the name under which they are imported.
    pub(crate) fn start(sources: &[(String, String)], folders: Folders) -> Self {
        let runtime = Runtime::new().expect("the engine starts");
        let mut resolver = BuiltinResolver::default();
        let mut loader = BuiltinLoader::default();
        for (name, source) in sources {
            resolver.add_module(name.as_str());
            loader.add_module(name.as_str(), source.as_str());
        }
        runtime.set_loader(resolver, loader);
        let context = Context::full(&runtime).expect("the engine starts");
        context.with(|ctx| {
            ctx.eval::<(), _>(BROWSER)
                .catch(&ctx)
                .expect("the surroundings run");
            let of_folder = Function::new(
                ctx.clone(),
                move |folder: String, name: String| -> Option<Vec<u8>> {
                    let file = folders.get(&folder)?.get(&name)?;
                    miniz_oxide::inflate::decompress_to_vec_zlib(file).ok()
                },
            );
            ctx.globals()
                .set("read", of_folder.expect("a function is made"))
                .expect("it has a name");
            let start = Module::evaluate(ctx.clone(), "start", START)
                .catch(&ctx)
                .expect("the module is read");
            start.finish::<()>().catch(&ctx).expect("the module runs");
        });
        Self { context, runtime }
    }

    /// Searches.
    ///
    /// # Errors
    /// What the module throws.
    pub(crate) fn search(&self, folder: &str, query: &str) -> Result<Found, String> {
        let json = self.call("search", (folder, query))?;
        serde_json::from_str(&json).map_err(|error| error.to_string())
    }

    /// Returns of each word what the module takes for words in it, its folded form and its stem.
    pub(crate) fn normal(&self, folder: &str, list: &str) -> Vec<(String, String, String)> {
        let json = self.call("normal", (folder, list)).expect("the module runs");
        serde_json::from_str(&json).expect("it is a list of words")
    }

    fn call<A>(&self, name: &str, arguments: A) -> Result<String, String>
    where
        A: for<'js> rquickjs::function::IntoArgs<'js>,
    {
        let _ = &self.runtime;
        self.context.with(|ctx| {
            let function: Function<'_> = ctx.globals().get(name).map_err(|error| error.to_string())?;
            let promise: Promise<'_> = function
                .call(arguments)
                .catch(&ctx)
                .map_err(|error| error.to_string())?;
            promise
                .finish::<String>()
                .catch(&ctx)
                .map_err(|error| error.to_string())
        })
    }
}
