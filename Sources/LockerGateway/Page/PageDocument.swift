/// What all pages have: a head, and a policy.
enum PageDocument {
    /// Nothing but files of the gateway's own runs or is shown, and the page talks to nobody else. What people have
    /// uploaded is no script, whatever it holds: it is never sent as one, and its type is not guessed.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        + "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'"

    /// The page with that script and body.
    static func text(_ title: String, script: PageFile, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title)</title>
        <link rel="icon" href="page/\(PageFile.icon.name)">
        <link rel="stylesheet" href="page/\(PageFile.style.name)">
        <script type="module" src="page/\(script.name)"></script>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">\
        <rect width="16" height="16" rx="3" fill="#275d8c"/>\
        <circle cx="8" cy="8" r="4.5" fill="none" stroke="#fff" stroke-width="2"/><circle cx="8" cy="8" r="1.2" \
        fill="#fff"/></svg>
        """
}
