extension PageScript {
    /// The player: a song, and then those below it in the folder.
    static let player = #"""
        let listed = [], queue = [], current = null;

        const play = async (song) => {
          if (listed.includes(song)) queue = listed.slice();
          current = song;
          byID('playing').hidden = false;
          byID('song').textContent = song.name;
          byID('player').src = song.source;
          try {
            await byID('player').play();
          } catch (error) {
            if (current === song && error.name === 'NotSupportedError')
              say(song.name + ': this browser does not play it. Download it, or use a player.');
          }
        };

        const playNext = (step) => {
          const next = queue[queue.indexOf(current) + step];
          if (next) play(next);
        };

        const stopPlaying = () => {
          byID('player').pause();
          byID('player').removeAttribute('src');
          byID('playing').hidden = true;
          current = null;
        };

        byID('player').addEventListener('ended', () => playNext(1));
        byID('before').addEventListener('click', () => playNext(-1));
        byID('after').addEventListener('click', () => playNext(1));
        """#

    /// Uploads, one after the other. What is there already is replaced only when that is asked for.
    static let uploads = #"""
        let waiting = Promise.resolve();

        const put = (target, file, isNew, progress) => new Promise((done, fail) => {
          const request = new XMLHttpRequest();
          request.open('PUT', target);
          if (isNew) request.setRequestHeader('If-None-Match', '*');
          request.setRequestHeader('X-OC-Mtime', String(Math.floor(file.lastModified / 1000)));
          request.upload.addEventListener('progress', (event) => { progress.value = event.loaded; });
          request.addEventListener('load', () => {
            if (request.status === 401) showSignIn();
            if (request.status < 300) done(); else fail(refusalOf(request.status, request.responseText));
          });
          request.addEventListener('error', () => fail(new Refusal(0, 'the line broke')));
          request.send(file);
        });

        const upload = (library, path, file, isNew = true) => {
          const state = make('span', {}, ' waits'), again = make('span', {}), owner = person;
          const progress = make('progress',
            { max: Math.max(file.size, 1), value: 0, 'aria-label': 'Upload of ' + path });
          const line = make('li', {}, path, state, ' ', again, progress);
          byID('uploads').append(line);
          const retry = (text, asNew) => again.append(button(text, () => {
            line.remove();
            return upload(library, path, file, asNew);
          }, text + ' ' + path));
          const turn = waiting.then(async () => {
            if (person !== owner) return;
            state.textContent = ' is sent';
            try {
              await put(filePath(library, path), file, isNew, progress);
              progress.value = progress.max;
              state.textContent = ' is there';
            } catch (error) {
              progress.remove();
              if (!(error instanceof Refusal)) throw error;
              state.textContent = error.status === 412 ? ' is there already.' : ' failed: ' + error.message;
              if (error.status === 412) retry('Replace', false); else retry('Try again', isNew);
            }
          });
          waiting = turn.catch(() => undefined);
          return turn;
        };

        const uploadAll = async (files) => {
          const { library, path } = place();
          if (!library || !files.length) return;
          await Promise.all(files.map(([name, file]) => upload(library, path ? path + '/' + name : name, file)));
          const now = place();
          if (now.section === 'libraries' && now.library === library) await loaders.libraries(now);
          // Those of somebody who has begun with nothing.
          if (person !== null && !hasSongs) await lookForSongs();
          say(files.length === 1 ? 'One file was looked after.' : files.length + ' files were looked after.');
        };

        // What was dropped, with all that is in folders.
        const unfold = async (entry, before) => {
          if (entry.isFile) return [[before + entry.name, await new Promise((done, fail) => entry.file(done, fail))]];
          const reader = entry.createReader(), found = [];
          for (;;) {
            const some = await new Promise((done, fail) => reader.readEntries(done, fail));
            if (!some.length) return found;
            for (const each of some) found.push(...await unfold(each, before + entry.name + '/'));
          }
        };

        for (const id of ['files', 'folder']) byID(id).addEventListener('change', (event) => attempt(async () => {
          const chosen = [...event.target.files].map((file) => [file.webkitRelativePath || file.name, file]);
          event.target.value = '';
          await uploadAll(chosen);
        }));
        for (const kind of ['dragover', 'dragleave', 'drop']) byID('drop').addEventListener(kind, (event) => {
          event.preventDefault();
          byID('drop').classList.toggle('over', kind === 'dragover');
          if (kind !== 'drop') return;
          const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
          attempt(async () => uploadAll((await Promise.all(entries.map((entry) => unfold(entry, '')))).flat()));
        });
        """#
}
