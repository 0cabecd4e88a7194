//! Cuts a release build of the app into the chunks that `src/shell/chunk.rs` names, in place of the files that Trunk made of the whole.
//!
//! The cut is made in the compiler's own wasm, before wasm-bindgen, because it needs the relocations that are lost there. What several
//! chunks share lies in many small parts, one for each combination; they travel in one file, which the loader takes apart.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::{Map, Value, json};

use crate::workspace::Workspace;

/// The smallest part that travels in a file of its own, in bytes.
const LARGE: usize = 100_000;
/// A chunk smaller than this, in bytes, holds no page: the main part has come to call its pages, and has them with all that they need.
const SMALLEST: usize = 10_000;
/// The variable that leaves the parts as large as the compiler made them: making them small takes minutes.
pub const UNSHRUNK: &str = "ENTENTE_APP_UNSHRUNK";
/// The loader, with places for what only the build knows.
const LOADER: &str = include_str!("chunks.js");
/// What a browser of the last years understands and the compiler uses.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Finishes what Trunk is about to put into `dist/`; called by Trunk, with its variables.
pub fn finish(workspace: &Workspace) -> Result<()> {
    if env::var("TRUNK_PROFILE")? == "release" {
        let staging = PathBuf::from(env::var("TRUNK_STAGING_DIR")?);
        split(workspace, &staging).context("the app could not be cut into chunks")?;
    }
    let worker = workspace.root.join("crates/xtask/src/service-worker.mjs");
    workspace.command("node", [worker]).run()?;
    Ok(())
}

fn split(workspace: &Workspace, staging: &Path) -> Result<()> {
    let target = workspace
        .root
        .join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
    let work = target.join("split");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let whole = fs::read(target.join("wasm32-unknown-unknown/web/app.wasm"))?;
    let main = work.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = &work;
    options.main_out_path = &main;
    options.main_module = "./%APP%.js";
    options.link_name = "./chunks.js";
    let cut = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;
    let chunks: BTreeMap<String, Vec<String>> = cut.prefetch_map.into_iter().collect();
    check(workspace, &chunks)?;

    let bindgen = ["--target=web", "--no-typescript", "--keep-lld-exports", "--no-demangle"];
    let out = [
        "--out-name=app".into(),
        "--out-dir".into(),
        work.clone().into_os_string(),
    ];
    let arguments = bindgen.iter().map(Into::into).chain(out).chain([main.into_os_string()]);
    workspace.command("wasm-bindgen", arguments).run()?;
    let program = work.join("app_bg.wasm");
    if env::var_os(UNSHRUNK).is_none() {
        shrink_all(workspace, &[vec![program.clone()], cut.split_modules].concat())?;
    }

    let mut files = Files::default();
    let mut parts = Map::new();
    let mut shared = Vec::new();
    for part in chunks.values().flatten().collect::<BTreeSet<_>>() {
        let wasm = fs::read(work.join(part).with_extension("wasm"))?;
        let chunk = part.strip_prefix("split_");
        ensure!(
            chunk.is_none() || wasm.len() >= SMALLEST,
            "{part} is all but empty: a page of it is used outside of `chunk!`"
        );
        if chunk.is_some() || wasm.len() >= LARGE {
            let file = format!("%APP%_{}.wasm", chunk.unwrap_or(part));
            parts.insert(part.clone(), json!({ "file": format!("./{file}") }));
            files.0.insert(file, wasm);
        } else {
            let from = shared.len();
            shared.extend(wasm);
            parts.insert(
                part.clone(),
                json!({ "file": "./%APP%_shared.bin", "from": from, "to": shared.len() }),
            );
        }
    }
    files.0.insert("%APP%_shared.bin".to_owned(), shared);
    // For each chunk the files that its page needs, which `style/boot.js` asks for beside the app.
    let needed: BTreeMap<&String, BTreeSet<String>> = chunks
        .iter()
        .map(|(chunk, names)| {
            let file = |name: &String| {
                Some(
                    parts
                        .get(name)?
                        .get("file")?
                        .as_str()?
                        .trim_start_matches('.')
                        .to_owned(),
                )
            };
            (chunk, names.iter().filter_map(file).collect())
        })
        .collect();
    let bindings = fs::read_to_string(work.join("app.js"))?;
    files.text(
        "%APP%.js",
        replaced(&bindings, "from \"./chunks.js\"", "from \"./%APP%_chunks.js\"")?,
    );
    files.text(
        "%APP%_chunks.js",
        loader(&fs::read_to_string(work.join("chunks.js"))?, &chunks, parts)?,
    );
    files.0.insert("%APP%_bg.wasm".to_owned(), fs::read(program)?);

    // All parts of one build belong together: one hash names them all.
    let name = format!("app-{:016x}", files.hash());
    let mut page = fs::read_to_string(staging.join("index.html"))?;
    let before = trunks_name(staging)?;
    page = replaced(&page, &before, &name)?;
    // Beside the app rather than after it.
    let preload = format!("<link rel=\"modulepreload\" href=\"/{name}_chunks.js\" crossorigin=\"anonymous\">");
    page = replaced(&page, "</head>", &format!("{preload}</head>"))?;
    let needed = serde_json::to_string(&needed)?.replace("%APP%", &name);
    page = replaced(&page, "var chunks = {};", &format!("var chunks = {needed};"))?;
    fs::write(staging.join("index.html"), page)?;
    for old in [format!("{before}.js"), format!("{before}_bg.wasm")] {
        fs::remove_file(staging.join(old))?;
    }
    for (file, content) in files.0 {
        let content = if file.ends_with(".js") {
            String::from_utf8(content)?.replace("%APP%", &name).into_bytes()
        } else {
            content
        };
        fs::write(staging.join(file.replace("%APP%", &name)), content)?;
    }
    Ok(())
}

/// Fails when a chunk that the sources name has not come out: then its pages would lie in the main part again.
fn check(workspace: &Workspace, chunks: &BTreeMap<String, Vec<String>>) -> Result<()> {
    let mut named = BTreeSet::new();
    for file in workspace.files_under(&["src"])? {
        let text = fs::read_to_string(file)?;
        let calls = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for call in calls.flat_map(|line| line.split("chunk!(").skip(1)) {
            named.extend(call.split_once(',').map(|(chunk, _)| chunk.trim().to_owned()));
        }
    }
    let made: BTreeSet<String> = chunks
        .iter()
        .filter(|(chunk, parts)| parts.contains(&format!("split_{chunk}")))
        .map(|(chunk, _)| chunk.clone())
        .collect();
    ensure!(
        !named.is_empty() && named == made,
        "the sources name {named:?}, but {made:?} came out"
    );
    Ok(())
}

/// Makes parts smaller, as many at once as there are processors.
fn shrink_all(workspace: &Workspace, parts: &[PathBuf]) -> Result<()> {
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
            shrink(workspace, part)?;
        }
        Ok(())
    };
    let processors = thread::available_parallelism()?.get();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().map_err(|_| anyhow!("wasm-opt did not run"))?)
    })
}

/// Makes a wasm smaller, in place.
fn shrink(workspace: &Workspace, wasm: &Path) -> Result<()> {
    let place = wasm.as_os_str().to_owned();
    let arguments = [place.clone(), "-o".into(), place, "-Oz".into()];
    let features = FEATURES.iter().map(Into::into);
    workspace
        .command("wasm-opt", arguments.into_iter().chain(features))
        .run()?;
    Ok(())
}

/// Our loader in place of the splitter's own, from which only the names are taken that the parts share.
fn loader(given: &str, chunks: &BTreeMap<String, Vec<String>>, parts: Map<String, Value>) -> Result<String> {
    let exports = given
        .split_once("} = initSync(")
        .and_then(|(before, _)| before.rsplit_once("const {"))
        .map(|(_, names)| names.trim().trim_end_matches(','))
        .context("the splitter's loader looks different from what is known")?;
    let text = replaced(
        LOADER,
        "const PARTS = {};",
        &format!("const PARTS = {};", Value::from(parts)),
    )?;
    let text = replaced(
        &text,
        "const CHUNKS = {};",
        &format!("const CHUNKS = {};", json!(chunks)),
    )?;
    let calls = chunks
        .keys()
        .map(|chunk| format!("export const __wasm_split_load_{chunk} = loader({chunk:?});\n"));
    Ok(replaced(&text, "EXPORTS", exports)? + "\n" + &calls.collect::<String>())
}

/// What Trunk named the app, without the hash that each build has of its own.
fn trunks_name(staging: &Path) -> Result<String> {
    let names = fs::read_dir(staging)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names = names.filter_map(|name| Some(name.strip_suffix("_bg.wasm")?.to_owned()));
    names.next().context("Trunk made no wasm")
}

/// Replaces what must be there.
fn replaced(text: &str, old: &str, new: &str) -> Result<String> {
    ensure!(text.contains(old), "{old:?} was not found");
    Ok(text.replace(old, new))
}

/// The app's files by name, with `%APP%` for what they all begin with.
#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    fn text(&mut self, name: &str, text: String) {
        self.0.insert(name.to_owned(), text.into_bytes());
    }

    fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        hasher.finish()
    }
}
