extension PageScript {
    /// The libraries, and which of two things the section shows: these, or a folder of one. An answer that comes when
    /// another one is shown is left.
    static let libraries = #"""
        let shown = 0;
        const headings = (...names) => byID('entries-head').replaceChildren(
          make('tr', {}, ...names.map((name) => make('th', { scope: 'col' }, name))));

        const showLibraries = async () => {
          const turn = shown += 1;
          const found = await call('GET', 'api/v1/libraries');
          if (turn !== shown) return;
          const quota = found.quota_bytes === undefined ? '' : ' of ' + size(found.quota_bytes);
          byID('used').textContent = size(found.used_bytes) + quota + ' used';
          headings('Library', 'Files', 'Size');
          byID('entries').replaceChildren(...found.libraries.map((library) => make('tr', {},
            cell('Library', make('a', { href: '#libraries/' + encodeURIComponent(library.name) }, library.name)),
            cell('Files', String(library.files)), cell('Size', size(library.bytes)))));
          byID('nothing').hidden = found.libraries.length > 0;
        };

        loaders.libraries = async ({ library, path }) => {
          const isFolder = Boolean(library);
          for (const id of ['path', 'archive', 'drop']) byID(id).hidden = !isFolder;
          for (const id of ['used', 'new-library']) byID(id).hidden = isFolder;
          for (const id of ['nothing', 'more']) byID(id).hidden = true;
          byID('entries').replaceChildren();
          await (isFolder ? showFolder(library, path) : showLibraries());
        };

        onSubmit('new-library', async (values, form) => {
          form.reset();
          location.hash = '#libraries/' + encodeURIComponent(values.library);
        });
        """#

    /// A folder: what is in it, page by page.
    static let folders = #"""
        const isSong = (path) => /\.(mp3|m4a|m4b|aac|flac|ogg|oga|opus|wav|aiff?|weba)$/i.test(path);
        const folderHash = (library, path) =>
          '#libraries/' + [library, ...(path ? path.split('/') : [])].map(encodeURIComponent).join('/');

        const showWay = (library, path) => {
          const steps = path ? path.split('/') : [], links = [make('a', { href: '#libraries' }, 'Libraries')];
          for (let count = 0; count <= steps.length; count += 1) {
            const to = folderHash(library, steps.slice(0, count).join('/'));
            const link = make('a', { href: to }, count ? steps[count - 1] : library);
            if (count === steps.length) link.setAttribute('aria-current', 'page');
            links.push(' / ', link);
          }
          byID('path').replaceChildren(...links);
        };

        // That of an entry or a song; of one that is no text as well as it can be shown.
        const pathOf = (entry) => entry.path ?? new TextDecoder().decode(
          Uint8Array.from(atob(entry.path_base64), (letter) => letter.charCodeAt(0)));

        const entryRow = (library, entry) => {
          const path = pathOf(entry);
          const name = path.split('/').pop();
          if (entry.kind !== 'file') {
            const isOpen = entry.kind === 'folder' && entry.path !== undefined;
            return make('tr', {}, cell('Name', isOpen ? make('a', { href: folderHash(library, path) }, name) : name),
              cell('Size', entry.kind === 'folder' ? 'folder' : 'link'), cell(''));
          }
          const source = entry.href.slice(1), song = { source, name };
          if (isSong(path)) listed.push(song);
          return make('tr', {}, cell('Name', name), cell('Size', size(entry.size)), cell('',
            isSong(path) ? button('Play', () => play(song), 'Play ' + name) : undefined, ' ',
            make('a', { href: source + '?download=true', download: '', 'aria-label': 'Download ' + name },
              'Download')));
        };

        const showFolder = async (library, path, after) => {
          const turn = shown += 1;
          if (after === undefined) {
            listed = [];
            showWay(library, path);
            headings('Name', 'Size', '');
            byID('zip').href = withQuery(libraryPath(library, 'zip'), { path: path || undefined });
          }
          let page = { entries: [] };
          try {
            page = await call('GET', withQuery(libraryPath(library, 'entries'),
              { under: path || undefined, one_level: true, limit: 500, after }));
          } catch (error) {
            if (error.status !== 404) throw error;
          }
          if (turn !== shown) return;
          byID('entries').append(...page.entries.map((entry) => entryRow(library, entry)));
          const isEmpty = !byID('entries').childElementCount;
          byID('nothing').hidden = !isEmpty;
          byID('archive').hidden = isEmpty;
          byID('more').hidden = page.next === undefined;
          byID('more').onclick = () => attempt(() => showFolder(library, path, page.next));
        };
        """#
}
