import Hummingbird
import MediaFollower
import OpenSubsonic
import POSIXSupport

extension Gateway {
    /// What answers every request.
    var responder: some HTTPResponder<GatewayContext> {
        let router = router
        OtherMethods.refuse(in: router)
        return router.buildResponder()
    }

    /// Where requests go.
    var router: Router<GatewayContext> {
        let router = Router(context: GatewayContext.self)
        router.add(middleware: ErrorMiddleware(metrics: metrics))
        let sender = ContentSender(streams: streams, metrics: metrics)
        let upload = FileUpload(
            daemon: daemon, streams: streams, metrics: metrics, limit: options.limits.uploadBytes)

        HealthRoute(daemon: daemon, role: role).add(to: router)
        TokenRoutes(people: people, authenticator: authenticator, threads: hashing).add(to: router)
        InviteRoutes(people: people, authenticator: authenticator, threads: hashing).add(to: router)
        SessionRoutes(people: people, authenticator: authenticator, threads: hashing).add(to: router)
        PageRoutes().add(to: router)
        let pictures = TagPictures(source: DaemonSource(daemon), readers: coverReaders)
        let converters = converters
        let subsonic = Subsonic(
            now: { MachineClock.time }, converts: { converters.ffmpegVersion != nil })
        SubsonicRoutes(
            subsonic: subsonic, index: index, authenticator: authenticator, media: media(sender, pictures),
            threads: threads
        ).add(to: router)

        let own = router.group("api/v1").addMiddleware { SignInMiddleware(authenticator: authenticator) }
        CredentialRoutes(people: people, authenticator: authenticator, threads: hashing).add(to: own)
        LibraryRoutes(daemon: daemon, threads: pages).add(to: own)
        FileRoutes(daemon: daemon, sender: sender, uploads: upload).add(to: own)
        SongRoutes(daemon: daemon, index: index, threads: pages).add(to: own)
        SuggestionRoutes(
            index: index, threads: threads, catalog: TakenSongs(daemon: daemon, turns: upload.turns)
        ).add(to: own)
        BlobRoutes(daemon: daemon, sender: sender).add(to: own)
        ArchiveRoute(daemon: daemon, streams: streams, threads: pages, metrics: metrics).add(to: own)
        TusRoutes(
            spool: spool, receiver: TusReceiver(streams: streams, metrics: metrics, threads: spooling),
            commit: TusCommit(files: upload, threads: spooling),
            limit: min(options.limits.uploadBytes, spool.bounds.longest), threads: spooling
        ).add(to: router, authenticator)
        return router
    }

    private func media(_ sender: ContentSender, _ pictures: TagPictures) -> SubsonicMedia {
        let files = DerivedSender(streams: streams, metrics: metrics, threads: threads)
        return SubsonicMedia(
            daemon: daemon, sender: sender, pictures: pictures,
            songs: ConvertedSongs(daemon: daemon, converters: converters, sender: files),
            covers: ScaledCovers(daemon: daemon, converters: converters, pictures: pictures, sender: files))
    }
}
