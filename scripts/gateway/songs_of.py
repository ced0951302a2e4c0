"""The songs of the people in the checks of the gateway: where each lies, and what its tags say."""
import unicodedata

WORDS = ["Tichá noc,", "svatá noc", "větší než den"]


def album(person, folder, suffix, songs, **common):
    """Songs of one folder; each is (file name without its ending, what is its own)."""
    return [{"person": person, "path": f"{folder}/{name}.{suffix}", "track": number, **common, **own}
            for number, (name, own) in enumerate(songs, 1)]


SONGS = [
    *album("alice", "Antonín Dvořák/Symfonie č. 9", "flac", [
        ("01 Adagio", {"title": "Adagio – Allegro molto", "gain": (-6.5, 0.91)}),
        ("02 Largo", {"title": "Largo", "gain": (-3.25, 0.5)}),
        ("03 Scherzo", {"title": "Scherzo: Molto vivace"}),
        ("04 Finále", {"title": "Allegro con fuoco", "comment": "Živá nahrávka"}),
    ], artists=["Antonín Dvořák"], album="Symfonie č. 9", year=1893, genres=["Classical"],
        composers=["Antonín Dvořák"], release="1b022e01-4da6-387b-8658-8678046e4cef"),
    *album("alice", "Björk & Ørsted/Größe", "mp3", [
        ("01 Jóga", {"title": "Jóga", "lyrics": WORDS}),
        ("02 Ñandú", {"title": "Ñandú", "artists": ["Björk", "Ørsted"], "synced": True, "lyrics": WORDS}),
        ("03 100% “quoted” & #1 + ?", {"title": "100% “quoted” & #1 + ?"}),
        (unicodedata.normalize("NFD", "04 Café déjà vu"), {"title": unicodedata.normalize("NFD", "Café déjà vu")}),
    ], artists=["Björk"], album_artists=["Björk & Ørsted"], album="Größe", year=1997, genres=["Electronic", "Pop"],
        picture=1),
    *album("alice", "The Łódź Trio/Two Discs/CD1", "ogg", [
        ("01 Ęä", {"title": "Ęä"}), ("02 Czas", {"title": "Czas"}),
    ], artists=["The Łódź Trio"], album="Two Discs", disc=1, discs=2, year=2001, genres=["Jazz"], picture=2),
    *album("alice", "The Łódź Trio/Two Discs/CD2", "ogg", [
        ("01 Noc", {"title": "Noc"}), ("02 Dzień", {"title": "Dzień"}),
    ], artists=["The Łódź Trio"], album="Two Discs", disc=2, discs=2, year=2001, genres=["Jazz"], picture=2),
    *album("alice", "日本語アーティスト/音楽", "opus", [
        ("01 春", {"title": "春"}), ("02 夏 🎵", {"title": "夏 🎵"}), ("03 " + "長" * 60, {"title": "長" * 60}),
    ], artists=["日本語アーティスト"], album="音楽", year=2010, genres=["Pop"], picture=3),
    *album("alice", "Various/Sampler", "mp3", [
        ("01 amber", {"title": "Amber River", "artists": ["Falcon"], "shared": True}),
        ("02 violet", {"title": "Violet Engine", "artists": ["The Raven"]}),
        ("03 copper", {"title": "Copper Moon", "artists": ["Falcon", "The Raven"], "version": 4}),
        ("04 orbit", {"title": "Orbit", "artists": ["Čas"]}),
    ], album_artists=["Various Artists"], album="Sampler", year=2015, genres=["Rock"], compilation=True, version=3),
    *album("alice", "iTunes Media/Music/Compilations/Hits", "m4a", [
        ("01 One", {"title": "One", "artists": ["Ember"], "lyrics": ["Just one line"]}),
        ("02 Two", {"title": "Two", "artists": ["Indigo"]}),
    ], album_artists=["Various Artists"], album="Hits", year=2008, genres=["Pop"], compilation=True, picture=4),
    *album("alice", "Waves", "wav", [
        ("no tags at all", {"untagged": True, "title": "no tags at all", "track": None}),
        ("with ID3", {"title": "Wave with ID3", "artists": ["Sine"], "album": "Waves", "year": 2020,
                      "genres": ["Noise"]}),
    ]),
    *album("alice", "Loose Songs", "mp3", [
        ("-dash; semi+colon", {"untagged": True, "title": "-dash; semi+colon", "track": None}),
    ]),
    *album("alice", "Big Streamer/Large Files", "mp3", [
        ("01 large", {"title": "Large", "noise": True, "seconds": 100, "encoder": ["-b:a", "320k"]}),
    ], artists=["Big Streamer"], album="Large Files", year=2022, genres=["Noise"], picture=5),
    *album("alice", "Big Streamer/Large Files", "flac", [
        ("02 larger", {"title": "Larger", "noise": True, "seconds": 60, "track": 2}),
    ], artists=["Big Streamer"], album="Large Files", year=2022, genres=["Noise"], picture=5),
    *album("bob", "Own Songs", "flac", [
        ("01 secret", {"title": "Secret Garden"}), ("02 hidden", {"title": "Hidden Path"}),
    ], artists=["Bob Secretive"], album="Nobody Else's", year=2019, genres=["Secretcore"]),
    *album("carol", "Dora Maar/Weeping Woman", "mp3", [
        ("Tears", {"title": "Tears"}), ("Glass", {"title": "Glass"}),
    ], artists=["Dora Maar"], album="Weeping Woman", year=1937, genres=["Art"]),
    *album("carol", "Łucja/Ünder", "flac", [("Über", {"title": "Über"}), ("Öl", {"title": "Öl"})],
           artists=["Łucja"], album="Ünder", year=2003, genres=["Art"], picture=6),
    *album("carol", "日本/音", "ogg", [("春", {"title": "春"})], artists=["日本"], album="音", year=2004,
           genres=["Art"]),
]
