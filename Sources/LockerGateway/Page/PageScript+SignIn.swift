extension PageScript {
    /// Who is here, and which section is shown: the part of the address behind `#` names it.
    static let signIn = #"""
        let person = null;
        const sections = ['libraries', 'devices', 'songs', 'password'];

        const show = (id) => {
          for (const section of ['sign-in', ...sections]) byID(section).hidden = section !== id;
          for (const link of byID('sections').children) {
            if (link.hash === '#' + id) link.setAttribute('aria-current', 'page');
            else link.removeAttribute('aria-current');
          }
          byID(id + '-title').focus();
        };

        const showSignIn = () => {
          person = null;
          stopPlaying();
          // What is on its way is not for who signs in next.
          shown += 1;
          listing += 1;
          for (const id of ['who', 'sections', 'made']) byID(id).hidden = true;
          for (const id of ['made-facts', 'credentials', 'entries', 'songs-library', 'songs-list', 'uploads'])
            byID(id).replaceChildren();
          show('sign-in');
          byID('sign-in-form').elements.name.focus();
        };

        // Where somebody is who has signed in: the section, and of a folder its library and its path.
        const place = () => {
          const [section, library, ...path] = location.hash.slice(1).split('/').map((part) => {
            try { return decodeURIComponent(part); } catch { return part; }
          });
          return { section: sections.includes(section) ? section : 'libraries', library, path: path.join('/') };
        };

        const loaders = {};
        const go = () => attempt(async () => {
          if (person === null) return;
          say('');
          const at = place();
          if (at.section === 'songs' && !hasSongs) at.section = 'libraries';
          document.title = byID(at.section + '-title').textContent + ' – your locker';
          show(at.section);
          await loaders[at.section]?.(at);
        });

        const enter = async () => {
          const found = await call('GET', 'api/v1/credentials');
          person = found.name;
          byID('name').textContent = person;
          for (const id of ['who', 'sections']) byID(id).hidden = false;
          await lookForSongs();
          await go();
        };

        onSubmit('sign-in-form', async (values, form) => {
          say('');
          try {
            await call('POST', 'api/v1/sessions', values);
          } catch (error) {
            if (error.status !== 401) throw error;
            throw new Refusal(403, 'The name or the password is wrong.');
          }
          form.reset();
          await enter();
        });

        byID('sign-out').addEventListener('click', () => attempt(async () => {
          await call('DELETE', 'api/v1/sessions/current');
          showSignIn();
          say('You are signed out.');
        }));
        """#

    /// The end of the script: everything before it is there.
    static let start = #"""
        window.addEventListener('hashchange', go);
        attempt(enter);

        """#
}
