/// The program of the page of a person, in one piece: what all of it uses first, what begins it last. It makes elements
/// and texts and no HTML, so that no name is ever taken for some.
enum PageScript {
    static let text = [calls, parts, signIn, libraries, folders, player, uploads, devices, songs, password, start]
        .joined(separator: "\n")

    /// Calls of the gateway, at addresses beside the page's own.
    private static let calls = #"""
        const byID = (id) => document.getElementById(id);

        class Refusal extends Error {
          constructor(status, message) { super(message); this.status = status; }
        }

        const refusalOf = (status, text) => {
          let said = '';
          try { said = JSON.parse(text).error.message; } catch { said = ''; }
          return new Refusal(status, said || 'The answer was ' + status + '. Try again.');
        };

        // What a call answers, as an object; null for nothing. Whoever is not signed in any more is asked to.
        const call = async (method, path, body) => {
          let answer, text;
          try {
            answer = await fetch(path, { method, body: body && JSON.stringify(body), cache: 'no-store' });
            text = await answer.text();
          } catch {
            throw new Refusal(0, 'The locker cannot be reached. Try again.');
          }
          if (answer.status === 401 && path !== 'api/v1/sessions') showSignIn();
          if (!answer.ok) throw refusalOf(answer.status, text);
          return text ? JSON.parse(text) : null;
        };

        const withQuery = (path, values) => {
          const query = new URLSearchParams();
          for (const [name, value] of Object.entries(values)) if (value !== undefined) query.append(name, value);
          return path + '?' + query;
        };

        const libraryPath = (library, rest) => 'api/v1/libraries/' + encodeURIComponent(library) + '/' + rest;
        const filePath = (library, path) =>
          libraryPath(library, 'files/' + path.split('/').map(encodeURIComponent).join('/'));
        """#

    /// Pieces of a page, and words.
    private static let parts = #"""
        const say = (text) => { byID('state').textContent = text; };

        // An element with what is in it: texts and elements.
        const make = (tag, properties, ...content) => {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(properties)) {
            if (name in element) element[name] = value; else element.setAttribute(name, value);
          }
          element.append(...content.filter((part) => part !== undefined && part !== null));
          return element;
        };

        const cell = (head, ...content) => make('td', { 'data-head': head }, ...content);
        const button = (text, action, label) => {
          const made = make('button', { type: 'button' }, text);
          if (label) made.setAttribute('aria-label', label);
          made.addEventListener('click', () => attempt(action));
          return made;
        };

        // Does something, and says why it failed.
        const attempt = async (action) => {
          try {
            await action();
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            if (error.status !== 401) say(error.message);
          }
        };

        const onSubmit = (id, action) => byID(id).addEventListener('submit', (event) => {
          event.preventDefault();
          const form = event.currentTarget, values = Object.fromEntries(new FormData(form));
          const sender = form.querySelector('button');
          if (sender.disabled) return;
          sender.disabled = true;
          attempt(() => action(values, form)).finally(() => { sender.disabled = false; });
        });

        // As `locker` shows sizes: what would be rounded to 1024 belongs to the next unit.
        const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
        const size = (bytes) => {
          if (bytes < 1024) return bytes + ' B';
          let unit = -1, value = bytes;
          while (value >= 1023.95 && unit < units.length - 1) { value /= 1024; unit += 1; }
          return value.toFixed(value < 99.95 ? 1 : 0) + ' ' + units[unit];
        };

        // A name as lists have it: what of it cannot be seen is written out, blanks at its ends as well.
        const unseen = /^\s+|\s+$|[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?!\p{Mn})\p{Default_Ignorable_Code_Point}/gu;
        const written = (text) => Array.from(new TextEncoder().encode(text),
          (byte) => '\\x' + byte.toString(16).padStart(2, '0')).join('');
        const asListed = (name) => name.replace(unseen, written);
        const time = (seconds) => seconds === undefined ? 'never' : new Date(seconds * 1000).toLocaleString();
        """#
}
