"""knuckles: every call that it has for what the server offers; files come under the names that the server tells."""
import datetime
import pathlib
import sys
import tempfile
import urllib.request

import knuckles
from driving import Drive

drive = Drive()
call, refused, music = drive.call, drive.refused, drive.music


def connection(**options):
    said = {"user": drive.name, "password": drive.password, "client": "knuckles", "use_https": False, **options}
    return knuckles.Subsonic(url=f"127.0.0.1:{drive.port}", **said)


client = connection()
call(client.system.ping, check=lambda got: got.status == "ok")
call(client.system.get_license, check=lambda got: got.valid)
# What it fails on is what the document wants, or lets a server leave out: a list of extensions, roles of users, when
# the index changed, artists without pictures of elsewhere.
refused(client.system.get_open_subsonic_extensions)
refused(client.user_management.get_user, drive.name)
refused(client.browsing.get_artists_indexed, "1", 0)
call(client.browsing.get_music_folders, check=lambda got: [folder.name for folder in got] == ["main"])
call(client.browsing.get_artists, check=lambda got: got)
call(client.browsing.get_genres, check=lambda got: {genre.value for genre in got} >= {"Jazz", "Classical"})
call(client.browsing.get_genre, "Jazz", check=lambda got: got.song_count == 4)
call(client.media_library_scanning.get_scan_status, check=lambda got: got.count == len(music.songs))
call(client.media_library_scanning.start_scan)

# ---- all songs of all albums, as files
songs = []
for album in call(client.lists.get_album_list_alphabetical_by_name, 500):
    songs += call(client.browsing.get_album, album.id).songs
drive.expect(len(songs) == len(music.songs), f"{len(songs)} songs of {len(music.songs)}")
folder = pathlib.Path(tempfile.mkdtemp(dir=sys.argv[5]))
for told in songs:
    path = call(client.media_retrieval.download, told.id, folder / "song")
    drive.same(path.read_bytes(), told.size, told.title)
drive.all_fetched("download")
for told in songs:
    # The name comes out of Content-Disposition, which it takes for nothing but a name in quotes.
    url = call(client.media_retrieval.stream, told.id)
    with urllib.request.urlopen(url, timeout=60) as answer:
        drive.same(answer.read(), told.size, told.title)
drive.all_fetched("stream")
plain = next(told for told in songs if told.title == "Violet Engine")
call(client.media_retrieval.download, plain.id, folder, check=lambda got: got.name == "02 violet.mp3")
pictured = next(told for told in songs if told.cover_art)
call(client.media_retrieval.get_cover_art, pictured.cover_art.id, folder, check=lambda got: got.stat().st_size > 1000)
call(client.media_retrieval.get_cover_art, pictured.cover_art.id, folder / "small", 64)

# ---- the rest of it
some = next(song for song in songs if song.artist)
other = next(song for song in songs if song.album.id != some.album.id)
call(client.browsing.get_song, some.id, check=lambda got: got.title == some.title)
call(client.browsing.get_artist, some.artist.id, check=lambda got: got.albums)
call(client.browsing.get_music_directory, some.album.id, check=lambda got: some.id in [song.id for song in got.songs])
for function in [client.browsing.get_album_info, client.browsing.get_album_info_non_id3]:
    call(function, some.album.id)
for function in [client.browsing.get_similar_songs, client.browsing.get_similar_songs_non_id3]:
    call(function, some.id, 5)
call(client.browsing.get_top_songs, some.artist.name, 5)
call(client.browsing.get_videos)
for kind in ["random", "newest", "highest", "frequent", "recent", "alphabetical_by_name", "alphabetical_by_artist",
             "starred"]:
    call(getattr(client.lists, f"get_album_list_{kind}"), 5)
    call(getattr(client.lists, f"get_album_list_{kind}_non_id3"), 5)
call(client.lists.get_album_list_by_year, 1990, 2005, 50, check=lambda got: got)
call(client.lists.get_album_list_by_genre, "Jazz", 50, check=lambda got: [album.name for album in got] == ["Two Discs"])
call(client.lists.get_random_songs, 5, check=lambda got: len(got) == 5)
call(client.lists.get_songs_by_genre, "Jazz", 50, check=lambda got: len(got) == 4)
call(client.searching.search, "dvorak largo", check=lambda got: got.songs[0].title == "Largo")
call(client.searching.search_non_id3, "dvorak largo", check=lambda got: got.songs[0].title == "Largo")
call(client.searching.search, "", 500, 0, 0, 0, 0, 0, check=lambda got: len(got.songs) == len(songs))
call(client.media_annotation.star_song, some.id)
call(client.media_annotation.star_album, some.album.id)
call(client.media_annotation.star_artist, some.artist.id)
call(client.lists.get_starred, check=lambda got: [song.id for song in got.songs] == [some.id])
call(client.lists.get_starred_non_id3, check=lambda got: [song.id for song in got.songs] == [some.id])
call(client.media_annotation.unstar_song, some.id)
call(client.media_annotation.unstar_album, some.album.id)
call(client.media_annotation.unstar_artist, some.artist.id)
call(client.media_annotation.set_rating, some.id, 3)
call(client.browsing.get_song, some.id, check=lambda got: got.user_rating == 3)
call(client.media_annotation.remove_rating, some.id)
call(client.media_annotation.scrobble, [some.id, other.id], [datetime.datetime.now()] * 2)
call(client.media_annotation.scrobble, [other.id], [datetime.datetime.now()], False)
call(client.lists.get_now_playing, check=lambda got: other.id in [entry.song.id for entry in got])
made = call(client.playlists.create_playlist, "kp", None, None, [some.id, other.id])
call(client.playlists.get_playlists, check=lambda got: "kp" in [list_.name for list_ in got])
call(client.playlists.update_playlist, made.id, comment="words", song_ids_to_add=[some.id], song_indexes_to_remove=[0])
call(client.playlists.get_playlist, made.id, check=lambda got: [song.id for song in got.songs] == [other.id, some.id])
call(client.playlists.delete_playlist, made.id)
call(client.bookmarks.create_bookmark, some.id, 4321, "words")
call(client.bookmarks.get_bookmarks, check=lambda got: [mark.position for mark in got] == [4321])
call(client.bookmarks.get_bookmark, some.id)
call(client.bookmarks.update_bookmark, some.id, 5000)
call(client.bookmarks.delete_bookmark, some.id)
call(client.bookmarks.save_play_queue, [some.id, other.id], other.id, 10)
call(client.bookmarks.get_play_queue, check=lambda got: [song.id for song in got.songs] == [some.id, other.id])
call(client.media_retrieval.get_lyrics, "Björk", "Jóga", check=lambda got: got.lyrics)
# Not get_podcast_channels, which takes the object around the list for the list.
for function in [client.internet_radio.get_internet_radio_stations, client.sharing.get_shares]:
    call(function, check=lambda got: got == [])
call(client.podcast.get_newest_podcast_episodes, 5)

errors = (knuckles.exceptions.ErrorCode0, knuckles.exceptions.ErrorCode10, knuckles.exceptions.ErrorCode50,
          knuckles.exceptions.ErrorCode70)
for function, *arguments in [
    (client.browsing.get_song, "nonsense"), (client.browsing.get_album, "nonsense"), (client.chat.get_chat_messages,),
    (client.chat.add_chat_message, "x"), (client.jukebox.get,), (client.user_management.delete_user, "bob"),
    (client.user_management.change_password, drive.name, "x"), (client.podcast.refresh_podcasts,),
    (client.internet_radio.delete_internet_radio_station, "x"), (client.sharing.delete_share, "x"),
]:
    refused(function, *arguments, by=errors)

for options in [{"use_token": False}, {"request_method": knuckles.RequestMethod.POST}]:
    client = connection(**options)
    path = call(client.media_retrieval.download, some.id, folder / "again", True)
    drive.same(path.read_bytes(), some.size, some.title)
client = connection(password="wrong")
refused(client.system.get_license, by=knuckles.exceptions.ErrorCode40)
drive.finish()
