/// The page at which somebody who was invited chooses a password.
enum InvitePage {
    static let text = PageDocument.text(
        "Your locker", script: PageFile.inviteScript,
        body: """
            <header><h1>Your locker</h1></header>
            <main>
            <p id="state" role="status">Choose a password. Devices and apps get passwords of their own.</p>
            <form id="form">
            <label>Password <input id="password" type="password" autocomplete="new-password" required></label>
            <label>Again <input id="again" type="password" autocomplete="new-password" required></label>
            <button>Begin</button>
            </form>
            <p id="next" hidden><a href="./">Sign in</a></p>
            <noscript><p>This page needs JavaScript.</p></noscript>
            </main>
            """)

    static let script = """
        const form = document.getElementById('form'), state = document.getElementById('state');
        const button = form.querySelector('button');
        // An invitation is good once: it is sent once, however often somebody clicks.
        form.addEventListener('submit', async (event) => {
          event.preventDefault();
          const password = document.getElementById('password').value;
          if (password !== document.getElementById('again').value) { state.textContent = 'They differ.'; return; }
          if (button.disabled) return;
          button.disabled = true;
          try {
            const answer = await fetch('api/v1/invites/accept', {
              method: 'POST', body: JSON.stringify({code: location.hash.slice(1), password})
            });
            const said = await answer.json();
            state.textContent = answer.ok
              ? 'Welcome, ' + said.name + '. Sign in here, or with: locker login ' + location.origin
              : said.error.message;
            if (answer.ok) {
              form.remove();
              document.getElementById('next').hidden = false;
            }
          } catch {
            state.textContent = 'The locker cannot be reached. Try again.';
          }
          button.disabled = false;
        });

        """
}
