"""py-sonic: every call that it has for what the server offers, with a token and with a password.

It asks by POST alone: its own way to GET fails for want of a module that Python 3 has not.
"""
from driving import Drive
from libsonic import Connection, errors

drive = Drive()
call, refused, music = drive.call, drive.refused, drive.music


def connection(**options):
    return Connection("http://127.0.0.1", drive.name, drive.password, port=drive.port, **options)


def read(answer):
    return answer.read() if hasattr(answer, "read") else repr(answer).encode()


client = connection()
call(client.ping, check=lambda got: got is True)
call(client.getLicense, check=lambda got: got["license"]["valid"] is True)
call(client.getMusicFolders, check=lambda got: [folder["name"] for folder in got["musicFolders"]["musicFolder"]]
     == ["main"])
call(client.getScanStatus, check=lambda got: got["scanStatus"]["count"] == len(music.songs))
call(client.startScan)
call(client.getArtists, check=lambda got: got["artists"]["index"])
call(client.getGenres, check=lambda got: all(genre["value"] for genre in got["genres"]["genre"]))

# ---- all songs by their albums, and by their folders; each byte of each
songs = {}
for album in call(client.getAlbumList2, "alphabeticalByArtist", 500)["albumList2"]["album"]:
    for told in call(client.getAlbum, album["id"])["album"]["song"]:
        songs[told["id"]] = told
drive.expect(len(songs) == len(music.songs), f"{len(songs)} songs of {len(music.songs)}")
for told in songs.values():
    drive.same(read(call(client.download, told["id"])), told["size"], told["title"])
drive.all_fetched("download")
folder = call(client.getMusicFolders)["musicFolders"]["musicFolder"][0]["id"]
indexes = call(client.getIndexes, folder)["indexes"]
todo = [entry["id"] for index in indexes["index"] for entry in index["artist"]]
while todo:
    for child in call(client.getMusicDirectory, todo.pop())["directory"]["child"]:
        if child["isDir"]:
            todo.append(child["id"])
        else:
            song = drive.same(read(call(client.stream, child["id"])), child["size"], child["title"])
            drive.expect(song is None or child["path"].endswith(song.path), f"its path is told as {child['path']}")
drive.all_fetched("stream by folders")
large = max(songs.values(), key=lambda told: told["size"])
drive.same(read(call(client.stream, large["id"], 0, "raw", 0, None, True)), large["size"], large["title"])
# It is closed early, as players do that only look at the beginning.
early = call(client.stream, large["id"])
drive.expect(len(early.read(1000)) == 1000, "the beginning of a stream")
early.close()
covers = {told["coverArt"] for told in songs.values() if "coverArt" in told}
for cover in covers:
    known = {digest for song in music.songs for digest in song.covers}
    content = read(call(client.getCoverArt, cover))
    drive.expect(content[:2] == b"\xff\xd8" or content[:4] == b"\x89PNG", f"{cover}: {content[:40]}")
call(client.getCoverArt, next(iter(covers)), 64)

# ---- the rest of it
some, other = list(songs.values())[0], list(songs.values())[-1]
for call_, key in [(client.search2, "searchResult2"), (client.search3, "searchResult3")]:
    call(call_, "dvorak largo", check=lambda got: got[key]["song"][0]["title"] == "Largo")
for kind in ["random", "newest", "frequent", "recent", "starred", "highest", "alphabeticalByName"]:
    call(client.getAlbumList, kind)
    call(client.getAlbumList2, kind)
call(client.getAlbumList2, "byYear", fromYear=2000, toYear=1990, size=50)
call(client.getAlbumList2, "byGenre", genre="Jazz",
     check=lambda got: [album["name"] for album in got["albumList2"]["album"]] == ["Two Discs"])
call(client.getRandomSongs, 7, check=lambda got: len(got["randomSongs"]["song"]) == 7)
call(client.getSongsByGenre, "Jazz", check=lambda got: len(got["songsByGenre"]["song"]) == 4)
call(client.getSong, some["id"], check=lambda got: got["song"]["id"] == some["id"])
call(client.getArtist, some["artistId"], check=lambda got: got["artist"]["album"])
call(client.star, [some["id"]], [some["albumId"]], [some["artistId"]])
call(client.getStarred, check=lambda got: got["starred"]["song"])
call(client.getStarred2, check=lambda got: got["starred2"]["song"][0]["id"] == some["id"])
call(client.unstar, [some["id"]], [some["albumId"]], [some["artistId"]])
call(client.getStarred2, check=lambda got: not got["starred2"].get("song"))
call(client.setRating, some["id"], 5)
call(client.scrobble, some["id"])
call(client.scrobble, other["id"], False)
call(client.getNowPlaying, check=lambda got: other["id"] in [entry["id"] for entry in got["nowPlaying"]["entry"]])
call(client.createPlaylist, name="p2", songIds=[some["id"], other["id"]])
mine = next(made for made in call(client.getPlaylists)["playlists"]["playlist"] if made["name"] == "p2")
call(client.updatePlaylist, mine["id"], comment="words", songIdsToAdd=[large["id"]], songIndexesToRemove=[0])
call(client.getPlaylist, mine["id"], check=lambda got: [told["id"] for told in got["playlist"]["entry"]]
     == [other["id"], large["id"]])
call(client.deletePlaylist, mine["id"])
call(client.createBookmark, some["id"], 1234)
call(client.getBookmarks, check=lambda got: got["bookmarks"]["bookmark"][0]["position"] == 1234)
call(client.deleteBookmark, some["id"])
call(client.savePlayQueue, [some["id"], other["id"]], other["id"], 77)
call(client.getPlayQueue, check=lambda got: got["playQueue"]["current"] == other["id"])
call(client.getLyrics, "Björk", "Jóga", check=lambda got: got["lyrics"]["value"])
call(client.getUser, drive.name, check=lambda got: got["user"]["username"] == drive.name)
call(client.getUsers)
for call_ in [client.getArtistInfo, client.getArtistInfo2]:
    call(call_, some["artistId"])
for call_ in [client.getAlbumInfo, client.getAlbumInfo2]:
    call(call_, some["albumId"])
for call_ in [client.getSimilarSongs, client.getSimilarSongs2]:
    call(call_, some["id"])
call(client.getTopSongs, some["artist"])
for call_ in [client.getPodcasts, client.getNewestPodcasts, client.getShares, client.getInternetRadioStations,
              client.getVideos]:
    call(call_)

# ---- what there is none of
for call_, *arguments in [
    (client.getSong, "nonsense"), (client.getAlbum, "nonsense"), (client.getMusicDirectory, "nonsense"),
    (client.getUser, "bob"), (client.getChatMessages,), (client.addChatMessage, "x"), (client.jukeboxControl, "get"),
    (client.createUser, "x", "y", "z"), (client.deleteUser, "bob"), (client.changePassword, drive.name, "x"),
    (client.createShare, [some["id"]]), (client.deleteShare, "x"), (client.refreshPodcasts,),
    (client.createPodcastChannel, "http://127.0.0.1:1"), (client.stream, "nonsense"), (client.download, "nonsense"),
    (client.createInternetRadioStation, "http://127.0.0.1:1", "x"), (client.getVideoInfo, "1"),
]:
    refused(call_, *arguments, by=errors.SonicError)

client = connection(legacyAuth=True, apiVersion="1.8.0")
call(client.ping, check=lambda got: got is True)
drive.same(read(call(client.stream, some["id"])), some["size"], some["title"])
client = Connection("http://127.0.0.1", drive.name, "wrong", port=drive.port)
refused(client.ping, by=errors.CredentialError)
drive.finish()
