"""Lists on the page of a person whose answers come late, twice, or in another order than they were asked for."""
import json

# Answers about libraries and songs come when it is said, and say what is said: those asked for are in `held`.
HOLD = r"""(() => {
    const fetched = window.fetch;
    window.held = [];
    window.fetch = (path, options) => /\/songs\?|\/suggestions\/|\/libraries$/.test(path)
        ? new Promise((done) => held.push((value) => done(new Response(JSON.stringify(value)))))
        : fetched(path, options);
    window.letGo = () => { window.fetch = fetched; };
})()"""
LIBRARY = "document.getElementById('songs-library')"
ROWS = "document.getElementById('songs-list').children"


def song(number, path, **more):
    return {"id": f"so-{number}", "path": path, "title": path[0].upper(), "blob": "", "size": 1, "taken": False, **more}


class Lists:
    """The section of songs is shown, and one of a library was chosen."""

    def __init__(self, browser):
        self.run, self.until = browser.run, browser.until

    def asked(self, count):
        self.until(f"held.length === {count}", f"{count} answers are waited for")

    def answer(self, number, **said):
        self.run(f"held[{number}]({json.dumps(said)})")

    def press(self, label):
        self.run(f"[...document.querySelectorAll('button')].find((each) => (each.ariaLabel ?? each.textContent) === "
                 f"{json.dumps(label)}).click()")

    def choose_library(self):
        self.run(f"{LIBRARY}.dispatchEvent(new Event('change'))")

    def has_rows(self, *texts):
        """Exactly these, in their order, and still a while later."""
        is_so = f"[...{ROWS}].map((row) => row.innerText).every((text, place) => text.includes({json.dumps(texts)}[place]))" \
            f" && {ROWS}.length === {len(texts)}"
        self.until(is_so, f"rows with {texts}")
        self.run("new Promise((done) => setTimeout(done, 200))")
        assert self.run(is_so), f"other rows than {texts}"

    def copies_are_taken_together(self):
        other = {"track": "", "title": "X", "format": "flac", "similarity": 1, "duration": 30, "size": 1}
        self.choose_library()
        self.asked(1)
        self.answer(0, songs=[song(1, "a.mp3", suggestion=other), song(1, "b.mp3", suggestion=other)], may_take=True,
                    next="bW9yZQ==")
        self.has_rows("a.mp3", "b.mp3")
        self.press("Take the catalog’s of B")
        self.asked(2)
        self.answer(1)
        self.until(f"[...{ROWS}].every((row) => row.innerText.includes('My own file again'))", "both are taken")
        self.has_rows("a.mp3", "b.mp3")

    def more_is_shown_once(self):
        for _ in range(2):
            self.run("document.getElementById('more-songs').click()")
        self.asked(4)
        for number in (2, 3):
            self.answer(number, songs=[song(2, "c.mp3")], may_take=True)
        self.has_rows("a.mp3", "b.mp3", "c.mp3")

    def a_list_outlives_a_choice(self):
        """What is chosen while another list is on its way takes that from nobody."""
        self.press("My own file again of B")
        self.asked(5)
        self.choose_library()
        self.asked(6)
        self.answer(4)
        self.until("document.getElementById('state').textContent.includes('your own file')", "it is said")
        self.answer(5, songs=[song(3, "d.mp3")], may_take=True)
        self.asked(7)
        self.answer(6, songs=[song(3, "d.mp3")], may_take=True)
        self.has_rows("d.mp3")

    def a_folder_stays(self):
        """What libraries there are comes when a folder is shown."""
        self.run("void (location.hash = '#libraries')")
        self.asked(8)
        self.run("void (location.hash = '#libraries/main')")
        self.until("document.getElementById('path').innerText.includes('main')", "the folder is shown")
        self.answer(7, libraries=[{"name": "late", "files": 1, "bytes": 1}], used_bytes=1)
        self.run("new Promise((done) => setTimeout(done, 200))")
        assert not self.run("document.getElementById('entries').innerText.includes('late')"), "it is another list"

    def check(self):
        self.run(HOLD)
        self.copies_are_taken_together()
        self.more_is_shown_once()
        self.a_list_outlives_a_choice()
        self.a_folder_stays()
        self.run("letGo()")
