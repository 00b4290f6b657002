// What a script is told on its command line.

/// The text of `--name=text`.
export const option = (name, fallback) =>
  process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback;
