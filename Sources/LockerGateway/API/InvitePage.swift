import Foundation
import LockerBase

/// The page at which somebody who was invited chooses a password.
enum InvitePage {
    /// Nothing but its own script and style runs, and it talks to nobody but this gateway.
    static let policy =
        "default-src 'none'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; "
        + "script-src 'sha256-\(digest(script))'; style-src 'sha256-\(digest(style))'"

    static let text = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Locker</title><style>\(style)</style></head><body>
        <h1>Your locker</h1>
        <p id="state">Choose a password. Devices and apps get passwords of their own.</p>
        <form id="form">
        <label>Password <input id="password" type="password" autocomplete="new-password" required></label>
        <label>Again <input id="again" type="password" autocomplete="new-password" required></label>
        <button>Begin</button>
        </form><script>\(script)</script></body></html>
        """

    private static let style =
        "body{font-family:sans-serif;max-width:30em;margin:3em auto;padding:0 1em}label{display:block;margin:1em 0}"

    private static let script = """
        const form = document.getElementById('form'), state = document.getElementById('state');
        form.addEventListener('submit', async (event) => {
          event.preventDefault();
          const password = document.getElementById('password').value;
          if (password !== document.getElementById('again').value) { state.textContent = 'They differ.'; return; }
          const answer = await fetch('api/v1/invites/accept', {
            method: 'POST', body: JSON.stringify({code: location.hash.slice(1), password})
          });
          const said = await answer.json();
          state.textContent = answer.ok
            ? 'Welcome, ' + said.name + '. Sign in with: locker login ' + location.origin : said.error.message;
          if (answer.ok) form.remove();
        });
        """

    private static func digest(_ text: String) -> String {
        Data(SHA256.digest(of: Array(text.utf8)).bytes).base64EncodedString()
    }
}
