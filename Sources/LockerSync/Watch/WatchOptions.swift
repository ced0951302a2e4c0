/// How a folder and its library are watched.
package struct WatchOptions: Sendable {
    /// How both are brought to the same. Reading all files, and letting most of them go, is for the first time alone.
    package var both = BothOptions()
    /// How long nothing has changed in the folder when all of it is looked at, and how long a change waits for that at
    /// most.
    package var quiet = Duration.seconds(2)
    package var longestUnrest = Duration.seconds(30)
    /// How long after the last look there is one in any case; and where not all folders can be watched.
    package var fullLook = Duration.seconds(3600)
    package var partialLook = Duration.seconds(60)
    /// How often a daemon is asked for the newest revision that cannot tell of it.
    package var polling = Duration.seconds(30)
    /// How long to wait before what has failed is tried again: first, and at most.
    package var firstPause = Duration.seconds(1)
    package var longestPause = Duration.seconds(60)

    package init() {}
}
