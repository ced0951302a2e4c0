/// How the pages look: in light and in dark, from the width of a telephone on.
enum PageStyle {
    static let text = """
        :root {
          color-scheme: light dark; --back: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --link: #0b5cad;
          --box: #f3f5f7;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --back: #14181d; --text: #e6e9ec; --soft: #a2abb5; --line: #3a424b; --link: #7ab8f5; --box: #1e242b;
          }
        }
        * { box-sizing: border-box; }
        [hidden] { display: none !important; }
        body {
          margin: 0 auto; padding: 0 1rem 9rem; max-width: 60rem; background: var(--back); color: var(--text);
          font: 1rem/1.5 system-ui, sans-serif;
        }
        header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1rem; }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; } h3 { font-size: 1rem; }
        h2:focus, h3:focus { outline: none; }
        a { color: var(--link); }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        #sections { display: flex; flex-wrap: wrap; gap: .25rem 1rem; border-bottom: 1px solid var(--line); }
        #sections a { padding: .5rem 0; }
        #sections a[aria-current] { font-weight: bold; text-decoration: none; color: inherit; }
        #state { min-height: 1.5em; margin: .5rem 0; font-weight: bold; }
        form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1rem 0; }
        label { display: flex; flex-direction: column; gap: .25rem; }
        label.check { flex-direction: row; align-items: center; }
        #sign-in-form, #password-form, #form { flex-direction: column; align-items: stretch; max-width: 22rem; }
        input, select, button {
          font: inherit; color: inherit; background: var(--box); border: 1px solid var(--soft); border-radius: .3rem;
          padding: .45rem .6rem; max-width: 100%; min-height: 2.75rem;
        }
        input[type=checkbox] { min-height: 1.25rem; width: 1.25rem; }
        button { cursor: pointer; }
        table { width: 100%; border-collapse: collapse; }
        th, td { text-align: start; vertical-align: top; padding: .5rem .5rem .5rem 0; overflow-wrap: anywhere; }
        th { color: var(--soft); font-weight: normal; }
        tbody tr { border-top: 1px solid var(--line); }
        td.number { white-space: nowrap; }
        dt { color: var(--soft); } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
        dd, code { font-family: ui-monospace, monospace; }
        #made, #drop { border: 2px dashed var(--soft); border-radius: .5rem; padding: .5rem 1rem 1rem; margin: 1rem 0; }
        #made { border-style: solid; }
        #drop.over { border-color: var(--link); background: var(--box); }
        #drop label { margin-top: .5rem; }
        #uploads { list-style: none; padding: 0; }
        progress { width: 100%; }
        #playing {
          position: fixed; inset: auto 0 0; background: var(--box); border-top: 1px solid var(--line);
          padding: .5rem 1rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center;
        }
        #playing p { margin: 0; } #song { flex: 1 1 12rem; overflow-wrap: anywhere; }
        audio { flex: 2 1 16rem; max-width: 100%; }
        @media (max-width: 40rem) {
          thead { position: absolute; inset-inline-start: -999rem; }
          tr, td, th { display: block; padding: .15rem 0; }
          tbody tr { padding: .5rem 0; }
          td[data-head]:not(:empty)::before { content: attr(data-head) ': '; color: var(--soft); }
        }

        """
}
