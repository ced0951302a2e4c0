"""subsonic-connector: every call that it has, and the URLs that it hands out to players."""
import urllib.request

from driving import Drive
from subsonic_connector.configuration import ConfigurationInterface
from subsonic_connector.connector import Connector
from subsonic_connector.list_type import ListType

drive = Drive()
call, music = drive.call, drive.music


class Configuration(ConfigurationInterface):
    """What it asks for, which is where the server is and who calls."""

    def __init__(self, legacy):
        self.legacy = legacy

    def getBaseUrl(self): return "http://127.0.0.1"
    def getPort(self): return drive.port
    def getUserName(self): return drive.name
    def getPassword(self): return drive.password
    def getApiVersion(self): return "1.16.1"
    def getAppName(self): return "connector"
    def getServerPath(self): return ""
    def getLegacyAuth(self): return self.legacy


def got_from(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


def is_ok(check=lambda got: True):
    return lambda response: response.isOk() and check(response.getObj())


client = Connector(Configuration(False))
call(client.ping, check=lambda got: got is True)
call(client.getMusicFolders, check=is_ok(lambda got: len(got.getMusicFolders()) == 1))
call(client.getIndexes)
call(client.getArtists, check=is_ok(lambda got: got.getArtistListInitials()))
call(client.getGenres, check=is_ok(lambda got: "Jazz" in [genre.getName() for genre in got.getGenres()]))
songs = []
for kind in [ListType.NEWEST, ListType.RANDOM]:
    albums = call(client.getAlbumList, kind, size=500, check=is_ok()).getObj().getAlbums()
    whole = [call(client.getAlbum, album.getId(), check=is_ok()).getObj() for album in albums]
    songs = [song for album in whole for song in album.getSongs()]
    drive.expect(len(songs) == len(music.songs), f"{len(songs)} songs of {len(music.songs)}")
known = {song.getId(): drive.same(client.download(song.getId()).read(), None, song.getTitle()) for song in songs}
drive.all_fetched("download")
for song in songs:
    drive.same(got_from(call(client.buildSongUrl, song.getId())), None, song.getTitle())
drive.all_fetched("the URLs of songs")
for song in songs:
    if song.getCoverArt() and known[song.getId()]:
        drive.is_cover(got_from(client.buildCoverArtUrl(song.getCoverArt())), known[song.getId()])
some = songs[0]
call(client.getNewestAlbumList, check=is_ok(lambda got: got.getAlbums()))
call(client.getRandomAlbumList, check=is_ok(lambda got: got.getAlbums()))
call(client.getRandomSongs, 3, check=is_ok(lambda got: len(got.getSongs()) == 3))
call(client.getArtist, some.getArtistId(), check=is_ok(lambda got: got.getName()))
call(client.getCoverByArtistId, some.getArtistId())
call(client.getArtistInfo, some.getArtistId(), check=is_ok())
call(client.getTopSongs, some.getArtist(), check=is_ok())
call(client.getSimilarSongs, some.getId(), check=is_ok())
call(client.getCoverArtForGenre, "Pop", check=lambda got: got)
call(client.search, "dvorak largo", check=lambda got: got.getSongs()[0].getTitle() == "Largo")
call(client.scrobble, some.getId())
call(client.getPlaylists, check=is_ok())
call(client.getStarred, check=is_ok())
call(client.getInternetRadioStations, check=is_ok())
client = Connector(Configuration(True))
drive.same(got_from(call(client.buildSongUrlBySong, some)), None, some.getTitle())
drive.finish()
