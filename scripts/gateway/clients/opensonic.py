"""py-opensonic: every call that it has, by POST and by GET, with a password and with a key."""
import asyncio
import sys

from driving import Drive
from libopensonic import Connection, errors

drive = Drive()
call, refused, music = drive.call, drive.refused, drive.music
LISTS = ["random", "newest", "highest", "frequent", "recent", "alphabeticalByName", "alphabeticalByArtist", "starred"]


def connection(**options):
    said = {"username": drive.name, "password": drive.password, "port": drive.port, **options}
    return Connection("http://127.0.0.1", server_path="", **said)


def read(answer):
    """All bytes of an answer, whose body the client leaves to its loop."""
    if answer is None:
        return b""
    return asyncio.run_coroutine_threadsafe(answer.read(), client._loop).result(60)


def same_song(told):
    """Every field that the tags of the file say something of."""
    song = music.by_digest[by_id[told.id]]
    facts = {"title": (told.title, song.title), "size": (told.size, song.size), "suffix": (told.suffix, song.suffix),
             "track": (told.track, song.track), "type": (told.type, "music"), "is_dir": (told.is_dir, False),
             "long enough": (abs(told.duration - getattr(song, "seconds", 2)) <= 1, True)}
    if not getattr(song, "untagged", False):
        facts |= {"album": (told.album, song.album), "year": (told.year, song.year),
                  "genres": ([genre.name for genre in told.genres or []], song.genres),
                  "artists": ([artist.name for artist in told.artists or []], song.artists),
                  "disc": (told.disc_number or 1, getattr(song, "disc", 1))}
    for name, (said, wanted) in facts.items():
        drive.expect(said == wanted, f"{song.path}: {name} is {said!r} and not {wanted!r}")
    return True


def all_songs():
    """Of every album, page by page: as players copy a library."""
    albums, page = [], None
    while page is None or page:
        page = call(client.get_album_list2, "alphabeticalByName", 3, len(albums)) or []
        albums += page
    found = []
    for album in albums:
        whole = call(client.get_album, album.id, check=lambda got: len(got.song) == got.song_count == album.song_count)
        found += whole.song if whole else []
    return albums, found


# ---- what there is
client = connection()
call(client.ping, check=lambda got: got is True)
call(client.get_license)
extensions = call(client.get_open_subsonic_extensions)
known = {extension.name for extension in extensions or []}
drive.expect({"formPost", "apiKeyAuthentication", "songLyrics", "indexBasedQueue"} <= known, f"extensions are {known}")
call(client.get_scan_status, check=lambda got: got.count == len(music.songs) and not got.scanning)
call(client.start_scan)
# The client takes a list in the place of the object that the document has; that is its own fault.
refused(client.get_music_folders)
albums, songs = all_songs()
drive.expect(len(songs) == len(music.songs), f"{len(songs)} songs of {len(music.songs)}")

# ---- every byte of every song, by stream and by download
by_id = {}
for told in songs:
    song = drive.same(read(call(client.download, told.id)), told.size, told.title)
    if song is not None:
        by_id[told.id] = song.sha256
drive.all_fetched("download")
for told in songs:
    drive.same(read(call(client.stream, told.id)), told.size, told.title)
drive.all_fetched("stream")
for told in songs:
    if told.id in by_id:
        call(client.get_song, told.id, check=same_song)
        song = music.by_digest[by_id[told.id]]
        drive.expect(bool(told.cover_art) or not song.covers, f"{song.path}: it has a cover, and none is told")
        if song.covers:
            drive.is_cover(read(call(client.get_cover_art, told.cover_art)), song)
if not by_id:
    drive.finish()
some = next(told for told in songs if told.id in by_id and music.by_digest[by_id[told.id]].lines)
other = next(told for told in songs if told.album_id != some.album_id)
large = max(songs, key=lambda told: told.size)
read(call(client.get_cover_art, next(told.cover_art for told in songs if told.cover_art), 100))

# ---- lists
call(client.get_artists, check=lambda got: got.index and got.ignored_articles)
artists = [artist for index in client.get_artists().index for artist in index.artist]
for artist in artists:
    call(client.get_artist, artist.id, check=lambda got: got.name == artist.name and len(got.album) == got.album_count)
names = {artist.name for artist in artists}
wanted = {name for song in music.songs for name in getattr(song, "album_artists", getattr(song, "artists", []))}
drive.expect(wanted <= names, f"artists are {names}")
for artist in {one.id: one for told in songs for one in (told.artists or []) + (told.album_artists or [])}.values():
    call(client.get_artist, artist.id, check=lambda got: (got.id, got.name) == (artist.id, artist.name))
indexes = call(client.get_indexes)
call(client.get_indexes, if_modified_since=4102444800)
folders = [artist for index in indexes.index or [] for artist in index.artist or []]
seen, todo = {child.id for child in indexes.child or []}, [folder.id for folder in folders]
while todo:
    directory = call(client.get_music_directory, todo.pop())
    for child in (directory.child or []) if directory else []:
        if child.is_dir:
            todo.append(child.id)
        else:
            seen.add(child.id)
drive.expect(seen == {told.id for told in songs}, f"folders have {len(seen)} songs, albums {len(songs)}")
for kind in LISTS:
    call(client.get_album_list2, kind, 5)
    call(client.get_album_list, kind, 5)
by_year = call(client.get_album_list2, "byYear", 50, from_year=1990, to_year=2005)
drive.expect(by_year and all(1990 <= album.year <= 2005 for album in by_year), f"by year: {by_year}")
genres = call(client.get_genres)
for genre in genres or []:
    call(client.get_songs_by_genre, genre.value, 100, check=lambda got: len(got) == genre.song_count)
    call(client.get_album_list2, "byGenre", 100, genre=genre.value, check=lambda got: len(got) == genre.album_count)
call(client.get_random_songs, 5, check=lambda got: len(got) == 5)
call(client.get_random_songs, 50, genre="Jazz", check=lambda got: {told.genre for told in got} == {"Jazz"})

# ---- search, with letters that keyboards lack, and all of it page by page
for words, title in [("dvorak largo", "Largo"), ("ORSTED", "Ñandú"), ("nandu", "Ñandú"), ("lodz noc", "Noc"),
                     ("two discs dzien", "Dzień"), ("日本", "春"), ("größe joga", "Jóga"), ("grosse joga", "Jóga"),
                     ("cafe deja", music.songs[7].title), ("ADAG", "Adagio – Allegro molto")]:
    call(client.search3, words, check=lambda got: title in [told.title for told in got.song or []])
    call(client.search2, words, check=lambda got: title in [told.title for told in got.song or []])
call(client.search3, "nothing has this", check=lambda got: not (got.song or got.album or got.artist))
for query in ["", '""']:
    found = []
    for offset in range(0, len(music.songs) + 10, 10):
        page = call(client.search3, query, artist_count=0, album_count=0, song_count=10, song_offset=offset)
        found += page.song or [] if page else []
    drive.expect(sorted(told.id for told in found) == sorted(told.id for told in songs),
                 f"search3 of {query!r} finds {len(found)} songs")

# ---- stars, ratings, plays, bookmarks, queues
call(client.star, [some.id], [other.album_id], [other.artist_id])
call(client.get_starred2, check=lambda got: [got.song[0].id, got.album[0].id, got.artist[0].id]
     == [some.id, other.album_id, other.artist_id])
call(client.get_starred, check=lambda got: got.song[0].id == some.id)
call(client.get_song, some.id, check=lambda got: got.starred)
call(client.unstar, [some.id], [other.album_id], [other.artist_id])
call(client.get_starred2, check=lambda got: not (got.song or got.album or got.artist))
call(client.set_rating, some.id, 4)
call(client.get_song, some.id, check=lambda got: got.user_rating == 4)
call(client.set_rating, some.id, 0)
call(client.get_song, some.id, check=lambda got: not got.user_rating)
plays = some.play_count or 0
call(client.scrobble, some.id)
call(client.get_song, some.id, check=lambda got: got.play_count == plays + 1)
call(client.scrobble, other.id, False)
call(client.get_now_playing, check=lambda got: other.id in [entry.id for entry in got])
call(client.create_bookmark, some.id, 1500, "here")
call(client.get_bookmarks, check=lambda got: [(mark.entry.id, mark.position, mark.comment) for mark in got]
     == [(some.id, 1500, "here")])
call(client.delete_bookmark, some.id)
call(client.get_bookmarks, check=lambda got: got == [])
call(client.save_play_queue, [some.id, other.id, some.id], other.id, 700)
call(client.get_play_queue, check=lambda got: [told.id for told in got.entry] == [some.id, other.id, some.id]
     and (got.current, got.position) == (other.id, 700))
call(client.save_play_queue_by_index, [some.id, other.id, some.id], 2, 900)
call(client.get_play_queue_by_index, check=lambda got: (got.current_index, got.position) == (2, 900))

# ---- playlists
call(client.create_playlist, name="Mine ♫", song_ids=[some.id, other.id])
mine = next(made for made in call(client.get_playlists) or [] if made.name == "Mine ♫")
call(client.get_playlist, mine.id, check=lambda got: [told.id for told in got.entry] == [some.id, other.id])
call(client.update_playlist, mine.id, "Renamed", "why", [large.id], [0])
call(client.get_playlist, mine.id, check=lambda got: (got.name, got.comment, [told.id for told in got.entry])
     == ("Renamed", "why", [other.id, large.id]))
call(client.create_playlist, playlist_id=mine.id, song_ids=[large.id])
call(client.get_playlist, mine.id, check=lambda got: got.song_count == 1)
call(client.delete_playlist, mine.id)
refused(client.get_playlist, mine.id, by=errors.DataNotFoundError)
call(client.create_playlist, name="large", song_ids=[told.id for told in songs] * 100)
huge = next((made for made in call(client.get_playlists) or [] if made.name == "large"), None)
drive.expect(huge and huge.song_count == 100 * len(songs), "a playlist of thousands of songs")
call(client.delete_playlist, huge.id)

# ---- what is told of things
lyrics = call(client.get_lyrics_by_song_id, some.id)
lines = [line.value for line in lyrics[0].line] if lyrics else []
drive.expect(lines == music.by_digest[by_id[some.id]].lines, f"lyrics of {some.title} are {lines}")
call(client.get_lyrics, some.artist, some.title, check=lambda got: got.value)
synced = next(told for told in songs if getattr(music.by_digest.get(by_id.get(told.id)), "synced", False))
call(client.get_lyrics_by_song_id, synced.id, check=lambda got: got[0].synced and got[0].line[1].start == 500)
for function in [client.get_album_info, client.get_album_info2]:
    call(function, some.album_id)
for function in [client.get_artist_info, client.get_artist_info2]:
    call(function, some.artist_id)
for function in [client.get_similar_songs, client.get_similar_songs2]:
    call(function, some.id)
call(client.get_top_songs, some.artist)
call(client.get_user, drive.name, check=lambda got: got.username == drive.name and not got.admin_role)
call(client.get_users, check=lambda got: [user.username for user in got] == [drive.name])
for function in [client.get_internet_radio_stations, client.get_podcasts, client.get_newest_podcasts,
                 client.get_shares]:
    call(function, check=lambda got: not got)
call(client.get_videos)

# ---- what there is none of, and what is not there
for function, *arguments in [
    (client.get_avatar, drive.name), (client.get_song, "nonsense"), (client.get_album, "nonsense"),
    (client.stream, "nonsense"), (client.download, some.album_id), (client.get_cover_art, "nonsense"),
    (client.get_user, "bob"), (client.create_user, "x", "y", "z"), (client.delete_user, "bob"),
    (client.update_user, "bob"), (client.change_password, drive.name, "x"), (client.jukebox_control, "status"),
    (client.get_chat_messages,), (client.add_chat_message, "x"), (client.create_share, [some.id]),
    (client.delete_share, "x"), (client.refresh_podcasts,),
    (client.create_podcast_channel, "http://127.0.0.1:1"), (client.delete_podcast_channel, "x"),
    (client.download_podcast_episode, "x"), (client.delete_podcast_episode, "x"),
    (client.create_internet_radio_station, "http://127.0.0.1:1", "x"), (client.delete_internet_radio_station, "x"),
    (client.update_internet_radio_station, "x", "http://127.0.0.1:1", "x"), (client.get_captions, 1),
    (client.get_video_info, 1), (client.set_rating, some.id, 6),
]:
    refused(function, *arguments, by=errors.SonicError)
client.cleanup()

# ---- the other ways to ask
for options in [{"use_get": True}, {"use_views": False}, {"legacy_auth": True},
                {"username": None, "password": None, "api_key": sys.argv[6]}]:
    client = connection(**options)
    call(client.ping, check=lambda got: got is True)
    drive.same(read(call(client.stream, some.id)), some.size, some.title)
    if "use_get" in options:
        answer = call(client.stream, large.id, byte_range="bytes=1000-1999")
        wanted = open(music.by_digest[by_id[large.id]].file, "rb").read()[1000:2000]
        drive.expect(answer.status == 206 and read(answer) == wanted, "a range of a stream is wrong")
    if "api_key" in options:
        call(client.token_info, check=lambda got: got.username == drive.name)
    client.cleanup()
client = connection(password="wrong")
refused(client.ping, by=errors.CredentialError)
client.cleanup()
drive.finish()
