import MediaFollower

extension PageScript {
    /// What became of each song: why it was not uploaded, and what the catalog has in its place. A gateway that does
    /// not know has no such section.
    static let songs = #"""
        let hasSongs = false;
        // How many lists were asked for, of which the last one is shown, and how often something was chosen.
        let listing = 0, chosen = 0;
        const reasons = {
          catalog: 'From the catalog: it was not uploaded', held: 'You had it already: it was not uploaded again',
          uploaded: 'Uploaded by you',
        };
        const songsPath = (library, after, limit) => withQuery(libraryPath(library, 'songs'), { after, limit });

        const taken = '\#(TakenLibrary.name)';

        // Has the libraries that there are by now chosen from. Returns their names.
        const offerLibraries = async () => {
          const names = (await call('GET', 'api/v1/libraries')).libraries.map((library) => library.name);
          // Of what was taken nothing is to be decided: it comes last.
          names.sort((one, other) => (one === taken) - (other === taken));
          const list = byID('songs-library'), kept = list.value;
          list.replaceChildren(...names.map((name) => make('option', { value: name }, name)));
          if (names.includes(kept)) list.value = kept;
          return names;
        };

        const lookForSongs = async () => {
          hasSongs = false;
          try {
            const names = await offerLibraries();
            if (names.length) await call('GET', songsPath(names[0], undefined, 1));
            hasSongs = names.length > 0;
          } catch (error) {
            if (!(error instanceof Refusal) || error.status === 401) throw error;
          }
          for (const link of byID('sections').children) if (link.hash === '#songs') link.hidden = !hasSongs;
        };

        const length = (seconds) => Math.floor(seconds / 60) + ':' + String(Math.round(seconds % 60)).padStart(2, '0');

        const songRow = (library, song, mayTake) => {
          const path = pathOf(song), title = song.title || path.split('/').pop(), other = song.suggestion;
          const row = make('tr', {}, cell('Song', title, song.artist ? ' by ' + song.artist : '', make('br', {}),
            make('small', {}, path)), cell('Content', reasons[song.reason] ?? song.reason));
          [row.dataset.song, row.dataset.path] = [song.id, path];
          row.again = (isTaken) => songRow(library, { ...song, taken: isTaken }, mayTake);
          const target = libraryPath(library, 'suggestions/' + encodeURIComponent(song.id));
          const choose = (method, isTaken) => async () => {
            await call(method, target);
            chosen += 1;
            // Copies of one audio are one song, and the list may have come anew meanwhile, or be another one.
            for (const each of [...byID('songs-list').children]) {
              if (each.dataset.song !== song.id) continue;
              const next = each.again(isTaken);
              each.replaceWith(next);
              if (each.dataset.path === path) next.querySelector('button')?.focus();
            }
            say(isTaken ? title + ': the catalog’s is used.' : title + ': your own file is used.');
          };
          if (!other) {
            row.append(cell('Catalog', ''));
            return row;
          }
          const facts = [other.artist && other.title ? other.artist + ', ' + other.title : other.title, other.format,
            other.bit_rate && Math.round(other.bit_rate / 1000) + ' kbit/s', other.duration && length(other.duration),
            other.similarity && Math.round(other.similarity * 100) + ' % alike'].filter(Boolean).join(' · ');
          row.append(cell('Catalog', facts, ' ', song.taken
            ? button('My own file again', choose('DELETE', false), 'My own file again of ' + title)
            : mayTake
              ? button('Take the catalog’s', choose('PUT', true), 'Take the catalog’s of ' + title) : undefined));
          return row;
        };

        const showSongs = async (library, after) => {
          const number = listing += 1, before = chosen;
          const page = await call('GET', songsPath(library, after, 200));
          if (number !== listing) return;
          // It may not know yet of what was chosen meanwhile.
          if (before !== chosen) return showSongs(library, after);
          if (after === undefined) byID('songs-list').replaceChildren();
          byID('songs-list').append(...page.songs.map((song) => songRow(library, song, page.may_take)));
          // A page of other files has no song, and says where the next one begins.
          if (!page.songs.length && page.next !== undefined) return showSongs(library, page.next);
          byID('no-songs').hidden = byID('songs-list').childElementCount > 0;
          byID('more-songs').hidden = page.next === undefined;
          byID('more-songs').onclick = () => attempt(() => showSongs(library, page.next));
        };

        const showChosen = async () => {
          if (byID('songs-library').value) await showSongs(byID('songs-library').value);
        };
        loaders.songs = async () => {
          await offerLibraries();
          await showChosen();
        };
        byID('songs-library').addEventListener('change', () => attempt(showChosen));
        """#
}
