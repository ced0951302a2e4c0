/// The page of a person: what they have, and what signs their devices and apps in.
enum PersonPage {
    static let text = PageDocument.text(
        "Your locker", script: PageFile.script,
        body: """
            <header>
            <h1>Your locker</h1>
            <p id="who" hidden><span id="name"></span> <button id="sign-out">Sign out</button></p>
            </header>
            <nav id="sections" aria-label="Sections" hidden>
            <a href="#libraries">Libraries</a>
            <a href="#devices">Devices and apps</a>
            <a href="#songs">Songs</a>
            <a href="#password">Password</a>
            </nav>
            <p id="state" role="status"></p>
            <main>
            \(signIn)
            \(libraries)
            \(devices)
            \(songs)
            \(password)
            <noscript><p>This page needs JavaScript.</p></noscript>
            </main>
            <footer id="playing" hidden>
            <p id="song"></p>
            <audio id="player" controls preload="auto" aria-labelledby="song"></audio>
            <p><button id="before">Previous</button> <button id="after">Next</button></p>
            </footer>
            """)

    private static let signIn = """
        <section id="sign-in" aria-labelledby="sign-in-title" hidden>
        <h2 id="sign-in-title" tabindex="-1">Sign in</h2>
        <form id="sign-in-form">
        <label>Name
        <input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required></label>
        <label>Password
        <input name="password" type="password" autocomplete="current-password" required></label>
        <button>Sign in</button>
        </form>
        </section>
        """

    private static let libraries = """
        <section id="libraries" aria-labelledby="libraries-title" hidden>
        <h2 id="libraries-title" tabindex="-1">Libraries</h2>
        <nav id="path" aria-label="Folder" hidden></nav>
        <p id="used"></p>
        <p id="archive" hidden><a id="zip" download>Download all of this as ZIP</a></p>
        <table><thead id="entries-head"></thead><tbody id="entries"></tbody></table>
        <p id="nothing" hidden>Nothing is here yet.</p>
        <p><button id="more" hidden>Show more</button></p>
        <form id="new-library">
        <label>New library <input name="library" required maxlength="255"></label>
        <button>Open</button>
        </form>
        <div id="drop" hidden>
        <p>Drop files or folders here, or choose them:</p>
        <label>Files <input id="files" type="file" multiple></label>
        <label>A folder <input id="folder" type="file" webkitdirectory></label>
        </div>
        <ul id="uploads" aria-label="Uploads"></ul>
        </section>
        """

    private static let devices = """
        <section id="devices" aria-labelledby="devices-title" hidden>
        <h2 id="devices-title" tabindex="-1">Devices and apps</h2>
        <p>Each has a password or a token of its own. What is lost is revoked by itself, and the others stay.</p>
        <form id="new-credential">
        <label>What it is called <input name="label" required maxlength="80" placeholder="Telephone"></label>
        <label>For <select name="kind">
        <option value="app">a player: an app password</option>
        <option value="token">a program: a token</option>
        </select></label>
        <button>Make it</button>
        </form>
        <div id="made" role="group" aria-labelledby="made-title" hidden>
        <h3 id="made-title" tabindex="-1">Type this in now: it is shown this once</h3>
        <dl id="made-facts"></dl>
        <p><button id="copy">Copy</button> <button id="typed">Done</button></p>
        </div>
        <table><thead><tr><th scope="col">Called</th><th scope="col">Kind</th><th scope="col">Made</th>
        <th scope="col">Last used</th><th scope="col"></th></tr></thead><tbody id="credentials"></tbody></table>
        </section>
        """

    private static let songs = """
        <section id="songs" aria-labelledby="songs-title" hidden>
        <h2 id="songs-title" tabindex="-1">Songs</h2>
        <label>Library <select id="songs-library"></select></label>
        <table><thead><tr><th scope="col">Song</th><th scope="col">Where its content came from</th>
        <th scope="col">In the catalog</th></tr></thead><tbody id="songs-list"></tbody></table>
        <p id="no-songs" hidden>No songs are in this library.</p>
        <p><button id="more-songs" hidden>Show more</button></p>
        </section>
        """

    private static let password = """
        <section id="password" aria-labelledby="password-title" hidden>
        <h2 id="password-title" tabindex="-1">Password</h2>
        <p>Another password signs all other browsers out. Devices and apps go on, unless they are to end too.</p>
        <form id="password-form">
        <label>Now <input name="old" type="password" autocomplete="current-password" required></label>
        <label>New <input name="new" type="password" autocomplete="new-password" minlength="8" required></label>
        <label>Again <input name="again" type="password" autocomplete="new-password" required></label>
        <label class="check"><input name="revoke" type="checkbox"> Revoke all devices and apps</label>
        <button>Change it</button>
        </form>
        </section>
        """
}
