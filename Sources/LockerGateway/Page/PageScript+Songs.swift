import MediaFollower

extension PageScript {
    /// What became of each song: why it was not uploaded, and what the catalog has in its place. A gateway that does
    /// not know has no such section.
    static let songs = #"""
        let hasSongs = false;
        // Counts what makes a list that is still to come an old one.
        let listing = 0;
        const reasons = {
          catalog: 'From the catalog: it was not uploaded', held: 'You had it already: it was not uploaded again',
          uploaded: 'Uploaded by you',
        };
        const songsPath = (library, after, limit) => withQuery(libraryPath(library, 'songs'), { after, limit });

        const taken = '\#(TakenLibrary.name)';

        const lookForSongs = async () => {
          let names = [];
          hasSongs = false;
          try {
            names = (await call('GET', 'api/v1/libraries')).libraries.map((library) => library.name);
            // Of what was taken nothing is to be decided: it comes last.
            names.sort((one, other) => (one === taken) - (other === taken));
            if (names.length) await call('GET', songsPath(names[0], undefined, 1));
            hasSongs = names.length > 0;
          } catch (error) {
            if (!(error instanceof Refusal) || error.status === 401) throw error;
          }
          byID('songs-library').replaceChildren(...names.map((name) => make('option', { value: name }, name)));
          for (const link of byID('sections').children) if (link.hash === '#songs') link.hidden = !hasSongs;
        };

        const length = (seconds) => Math.floor(seconds / 60) + ':' + String(Math.round(seconds % 60)).padStart(2, '0');

        const songRow = (library, song, mayTake) => {
          const path = pathOf(song), title = song.title || path.split('/').pop(), other = song.suggestion;
          const row = make('tr', {}, cell('Song', title, song.artist ? ' by ' + song.artist : '', make('br', {}),
            make('small', {}, path)), cell('Content', reasons[song.reason] ?? song.reason));
          row.dataset.song = song.id;
          const target = libraryPath(library, 'suggestions/' + encodeURIComponent(song.id));
          const choose = (method, isTaken) => async () => {
            await call(method, target);
            listing += 1;
            const next = songRow(library, { ...song, taken: isTaken }, mayTake);
            // The list may have come anew meanwhile.
            const shown = [...byID('songs-list').children].find((each) => each.dataset.song === song.id);
            (shown ?? row).replaceWith(next);
            next.querySelector('button')?.focus();
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
          if (after === undefined) listing += 1;
          const number = listing;
          const page = await call('GET', songsPath(library, after, 200));
          if (person === null || number !== listing) return;
          if (after === undefined) byID('songs-list').replaceChildren();
          byID('songs-list').append(...page.songs.map((song) => songRow(library, song, page.may_take)));
          // A page of other files has no song, and says where the next one begins.
          if (!page.songs.length && page.next !== undefined) return showSongs(library, page.next);
          byID('no-songs').hidden = byID('songs-list').childElementCount > 0;
          byID('more-songs').hidden = page.next === undefined;
          byID('more-songs').onclick = () => attempt(() => showSongs(library, page.next));
        };

        loaders.songs = async () => {
          if (byID('songs-library').value) await showSongs(byID('songs-library').value);
        };
        byID('songs-library').addEventListener('change', () => attempt(loaders.songs));
        """#
}
