// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors everywhere: a warning that is let through once is never read again.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A debug build cuts at 1/40 of the speed: with `LOCKER_FAST_DEBUG=1` the targets that touch every byte are optimised
/// in it too. Only when that is asked for: flags that the compiler does not vouch for are not a dependency's to set.
let isFast = Context.environment["LOCKER_FAST_DEBUG"] != nil
let hot: [SwiftSetting] = strict + (isFast ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : [])
let hotC: [CSetting] =
    [.treatAllWarnings(as: .error)] + (isFast ? [.unsafeFlags(["-O3"], .when(configuration: .debug))] : [])

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
/// `LOCKER_FUZZ=1 swift build` makes the fuzzer of scripts/fuzz.sh, and the targets that read what others wrote, with
/// sanitizers, and with the checks of buffers' bounds that are usual in debug builds alone.
let isFuzzed = Context.environment["LOCKER_FUZZ"] != nil
let fuzzed: [SwiftSetting] = strict + [.unsafeFlags(["-sanitize=fuzzer,address", "-assert-config", "Debug"])]
let reader = isFuzzed ? fuzzed : strict
let hotReader = isFuzzed ? fuzzed : hot
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let nioExtras = Target.Dependency.product(name: "NIOExtras", package: "swift-nio-extras")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// `LOCKER_TESTS=gateway swift test` builds and runs the tests of the gateway, and without that those of the core: one
/// package has one program of tests, and the core's is not to wait for all that the gateway needs.
let testsGateway = Context.environment["LOCKER_TESTS"] == "gateway"

/// A module, and on which it stands; warnings are errors in all of them.
func module(
    _ name: String, on dependencies: Target.Dependency..., path: String? = nil, exclude: [String] = [],
    settings: [SwiftSetting] = strict
) -> Target {
    .target(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
}

func tests(
    _ name: String, on dependencies: Target.Dependency..., exclude: [String] = [], resources: [Resource]? = nil
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "Locker",
    products: [
        .executable(name: "lockerd", targets: ["lockerd"]),
        .executable(name: "locker", targets: ["locker"]),
        .executable(name: "locker-gateway", targets: ["locker-gateway"]),
        // For programs that call the daemon.
        .library(name: "LockerClient", targets: ["LockerClient"]),
        .library(name: "LockerAPI", targets: ["LockerAPI"]),
        .library(name: "LockerBase", targets: ["LockerBase"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        // What only the gateway needs.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // System libraries: a module map each, nothing else.
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
        .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
        .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CLandlock"),
        .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        // Loops over several messages, or stretches of one, side by side: the instructions for it are C's to call.
        .target(name: "CLanes", dependencies: ["COpenSSL"], cSettings: hotC),
        // TagLib is C++: this one is a source file, which makes it callable.
        .target(
            name: "CTagLib", cxxSettings: [.treatAllWarnings(as: .error)], linkerSettings: [.linkedLibrary("tag")]),

        // Ground floor: the operating system, and the words every floor above speaks.
        module("POSIXSupport", on: "CLinux", settings: hot),
        module("LockerBase", on: "POSIXSupport", "COpenSSL", "CLanes", "CXXHash", settings: hotReader),
        module("ContentChunking", on: "CLanes", settings: hot),
        module("LockerMetrics"),
        module(
            "ServiceSupport", on: "LockerBase", "POSIXSupport", "LockerMetrics", "MetricsServer", "TTRPC", logging,
            argumentParser),
        module("MetricsServer", on: "POSIXSupport", "LockerBase"),
        module("TTRPC", on: "POSIXSupport", protobuf, exclude: ["Protos"], settings: reader),

        module("MediaLayout", on: "LockerBase", "CISAL", settings: hotReader),
        module("AudioTags", on: "CTagLib", "POSIXSupport"),
        // Programs of others that read what somebody made, shut away.
        module("Confinement", on: "POSIXSupport", "CLandlock", "CSeccomp"),

        // The halves of the store: bytes that know no people, people who know no bytes.
        module("Recipes", on: "LockerBase", "ContentChunking", "MediaLayout", settings: hotReader),
        module("Matching", on: "LockerBase", "MediaLayout"),
        module("PackEngine", on: "LockerBase", "POSIXSupport", "LockerMetrics", "CLZ4", settings: hotReader),
        module("Metadata", on: "LockerBase", "POSIXSupport", "LockerMetrics", "CSQLite", grdb, grdbSQLite),

        // Where the two meet, and the way in from outside.
        module(
            "LockerCore", on: "LockerBase", "POSIXSupport", "MediaLayout", "Recipes", "Matching", "PackEngine",
            "Metadata", "LockerMetrics", protobuf, logging, exclude: ["Protos"], settings: reader),
        module("LockerAPI", on: "LockerBase", "POSIXSupport", "TTRPC", protobuf, exclude: ["Protos"], settings: reader),
        module(
            "LockerService", on: "LockerCore", "LockerAPI", "LockerBase", "ContentChunking", "POSIXSupport", "Metadata",
            "PackEngine", "LockerMetrics", "MetricsServer", "ServiceSupport", "TTRPC", logging, protobuf),
        // HTTP/1.1 to one server, by TCP or through TLS. OpenSSL's libssl is linked where this is, and nowhere else.
        .target(
            name: "ServerLink", dependencies: ["LockerBase", "POSIXSupport", "COpenSSL"], swiftSettings: strict,
            linkerSettings: [.linkedLibrary("ssl")]),
        // For programs that call the daemon: connections, reads, uploads, the catalog and jobs.
        module("LockerClient", on: "ServerLink", "LockerAPI", "LockerBase", "POSIXSupport"),
        // What `locker` does with that: folders of a disk to and from libraries.
        module(
            "LockerSync", on: "LockerClient", "LockerAPI", "LockerBase", "POSIXSupport", "MediaLayout", "AudioTags",
            "Recipes", "Matching", "Confinement", "TTRPC", protobuf, exclude: ["Protos"]),
        module(
            "LockerCommands", on: "LockerSync", "LockerClient", "ServerLink", "LockerAPI", "LockerBase", "POSIXSupport",
            "MediaLayout", "Recipes", "TTRPC", argumentParser),

        .executableTarget(
            name: "lockerd",
            dependencies: [
                "LockerService", "LockerCore", "LockerBase", "POSIXSupport", "ServiceSupport", logging, argumentParser,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "locker", dependencies: ["LockerCommands", "Confinement", "POSIXSupport"], swiftSettings: strict),

        // The gateway, from the ground up: what it knows, then what serves it over HTTP.
        module("HTTPContent", on: "LockerBase", "CISAL", httpTypes),
        module("People", on: "LockerBase", "POSIXSupport", "CSodium", "COpenSSL", grdb, grdbSQLite),
        module(
            "DaemonLink", on: "LockerAPI", "LockerBase", "POSIXSupport", "TTRPC", protobuf, nioCore, nioPosix, logging),
        module("MediaFacts", on: "LockerBase"),
        module("MediaWorker", on: "Confinement", "MediaFacts", "LockerBase", "POSIXSupport", "CTagLib", "CLinux"),
        module("MediaConversion", on: "Confinement", "MediaFacts", "LockerMetrics", "LockerBase", "POSIXSupport"),
        module("SoundMatching", settings: hot),
        module("MediaIndex", on: "SoundMatching", "MediaFacts", "LockerBase", "POSIXSupport", grdb, grdbSQLite),
        module(
            "MediaFollower", on: "DaemonLink", "MediaConversion", "MediaWorker", "MediaIndex", "MediaFacts",
            "SoundMatching", "LockerAPI", "LockerBase", "POSIXSupport", nioCore, nioPosix, logging),
        module("OpenSubsonic", on: "MediaIndex", "MediaFacts", "LockerBase"),
        module(
            "LockerGateway", on: "OpenSubsonic", "MediaFollower", "MediaConversion", "MediaWorker", "MediaIndex",
            "MediaFacts", "DaemonLink", "People", "HTTPContent", "LockerMetrics", "MetricsServer", "ServiceSupport",
            "LockerAPI", "LockerBase", "POSIXSupport", "COpenSSL", "TTRPC", protobuf, logging, httpTypes, nioCore,
            nioPosix, nioExtras, nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1, nioSSL, hummingbird, hummingbirdCore,
            lifecycle, unixSignals),
        .executableTarget(
            name: "locker-gateway",
            dependencies: [
                "LockerGateway", "Confinement", "MediaWorker", "People", "LockerBase", "POSIXSupport",
                "ServiceSupport", argumentParser,
                logging,
            ],
            swiftSettings: strict),

        // What the scripts in Benchmarks/ run beside the programs: in this package, so that all is compiled once.
        .executableTarget(
            name: "make-store", dependencies: ["LockerCore", "LockerBase", "Recipes", "POSIXSupport", logging],
            path: "Benchmarks/Programs/make-store", swiftSettings: strict),
        .executableTarget(
            name: "cut-and-hash", dependencies: ["ContentChunking", "LockerBase", "POSIXSupport"],
            path: "Benchmarks/Programs/cut-and-hash", swiftSettings: strict),
        .executableTarget(
            name: "range-reads", dependencies: ["LockerAPI", "LockerBase", "POSIXSupport", argumentParser],
            path: "Benchmarks/Programs/range-reads", swiftSettings: strict),
        .executableTarget(
            name: "small-records", dependencies: ["PackEngine", "LockerBase", "POSIXSupport"],
            path: "Benchmarks/Programs/small-records", swiftSettings: strict),

        module("LockerTestSupport", on: "POSIXSupport", logging, path: "Tests/LockerTestSupport"),
        module("MediaTestSupport", on: "LockerTestSupport", path: "Tests/MediaTestSupport"),
        module(
            "FuzzTargets", on: "TTRPC", "LockerAPI", "LockerService", "LockerCore", "Metadata", "Recipes", "PackEngine",
            "MediaLayout", "LockerBase", "ContentChunking", "POSIXSupport", "CXXHash", protobuf,
            path: "Tests/FuzzTargets", settings: reader),
    ],
    swiftLanguageModes: [.v6]
)

let coreTests: [Target] = [
    tests(
        "FuzzTests", on: "FuzzTargets", "LockerService", "LockerCore", "TTRPC", "LockerTestSupport", logging,
        resources: [.copy("Corpora")]),
    tests("LockerBaseTests", on: "LockerBase", "POSIXSupport", "LockerTestSupport"),
    tests(
        "ContentChunkingTests", on: "ContentChunking", "COpenSSL", "LockerTestSupport", resources: [.copy("Vectors")]),
    tests(
        "RecipesTests", on: "Recipes", "ContentChunking", "MediaLayout", "LockerBase", "LockerTestSupport",
        "MediaTestSupport"),
    tests("MatchingTests", on: "Matching", "MediaLayout", "LockerBase", "LockerTestSupport"),
    tests(
        "MediaLayoutTests", on: "MediaLayout", "LockerBase", "POSIXSupport", "LockerTestSupport", "MediaTestSupport",
        exclude: ["retag.py"]),
    tests("AudioTagsTests", on: "AudioTags", "POSIXSupport", "LockerTestSupport", "MediaTestSupport"),
    tests("PackEngineTests", on: "PackEngine", "LockerBase", "POSIXSupport", "LockerTestSupport", "CXXHash"),
    tests("MetadataTests", on: "Metadata", "LockerBase", "POSIXSupport", "LockerTestSupport", grdb, grdbSQLite),
    tests("TTRPCTests", on: "TTRPC", "POSIXSupport", "LockerTestSupport"),
    tests("LockerMetricsTests", on: "LockerMetrics"),
    tests("MetricsServerTests", on: "MetricsServer", "LockerBase", "POSIXSupport", "TTRPC", "LockerTestSupport"),
    tests(
        "LockerCoreTests", on: "LockerCore", "LockerBase", "ContentChunking", "MediaLayout", "Recipes", "Matching",
        "Metadata", "LockerMetrics", "PackEngine", "POSIXSupport", "LockerTestSupport", "MediaTestSupport", logging,
        grdbSQLite),
    tests(
        "LockerClientTests", on: "LockerSync", "LockerClient", "LockerCommands", "ServerLink", "LockerAPI",
        "LockerBase", "POSIXSupport", "CLinux", "COpenSSL", "Matching", "MediaLayout", "Recipes", "TTRPC",
        "LockerTestSupport", "MediaTestSupport", "locker"),
    tests(
        "LockerServiceTests", on: "LockerService", "LockerSync", "LockerClient", "ServerLink", "LockerAPI",
        "LockerBase", "LockerCore", "MetricsServer", "POSIXSupport", "TTRPC", "ServiceSupport", "LockerTestSupport",
        "MediaTestSupport", logging, protobuf),
]
let gatewayTests: [Target] = [
    tests("HTTPContentTests", on: "HTTPContent", "LockerBase", "POSIXSupport", "LockerTestSupport", httpTypes),
    tests("PeopleTests", on: "People", "LockerBase", "POSIXSupport", "COpenSSL", "LockerTestSupport", grdb),
    tests(
        "DaemonLinkTests", on: "DaemonLink", "GatewayTestSupport", "LockerAPI", "LockerBase", "POSIXSupport", "TTRPC",
        "LockerTestSupport", nioCore, nioPosix, logging),
    tests(
        "MediaWorkerTests", on: "MediaWorker", "MediaFacts", "LockerBase", "POSIXSupport", "LockerTestSupport",
        "MediaTestSupport", "media-worker"),
    tests(
        "MediaConversionTests", on: "MediaConversion", "MediaFacts", "LockerBase", "POSIXSupport", "LockerTestSupport",
        "MediaTestSupport", "media-worker"),
    tests("SoundMatchingTests", on: "SoundMatching", "LockerTestSupport", "MediaTestSupport"),
    tests(
        "MediaIndexTests", on: "MediaIndex", "MediaFacts", "SoundMatching", "LockerBase", "POSIXSupport",
        "LockerTestSupport"),
    tests(
        "MediaFollowerTests", on: "MediaFollower", "MediaConversion", "MediaIndex", "MediaFacts", "MediaWorker",
        "SoundMatching", "DaemonLink", "GatewayTestSupport", "LockerAPI", "LockerBase", "LockerTestSupport",
        "MediaTestSupport", "media-worker", nioCore, nioPosix, logging),
    tests("OpenSubsonicTests", on: "OpenSubsonic", "MediaIndex", "MediaFacts", "LockerBase", "LockerTestSupport"),
    tests(
        "LockerGatewayTests", on: "LockerGateway", "GatewayTestSupport", "OpenSubsonic", "MediaFollower", "MediaIndex",
        "MediaFacts", "MediaConversion", "MediaWorker", "DaemonLink", "People", "HTTPContent", "LockerSync",
        "LockerClient", "ServerLink", "LockerAPI", "LockerBase", "MetricsServer", "POSIXSupport", "ServiceSupport",
        "TTRPC", "LockerTestSupport", "MediaTestSupport", "media-worker", hummingbird, hummingbirdCore, nioEmbedded,
        nioCore, nioHTTP1, nioPosix, httpTypes, logging),
]
if testsGateway {
    // A daemon in the process of the tests.
    package.targets.append(
        module(
            "GatewayTestSupport", on: "LockerService", "LockerCore", "LockerAPI", "LockerBase", "POSIXSupport",
            "LockerTestSupport", logging, path: "Tests/GatewayTestSupport"))
    // The worker alone, to lie beside the program of the tests.
    package.targets.append(
        .executableTarget(
            name: "media-worker", dependencies: ["MediaWorker", "Confinement"], path: "Tests/MediaWorkerProgram",
            swiftSettings: strict))
}
package.targets += testsGateway ? gatewayTests : coreTests

if isFuzzed {
    package.targets.append(
        .executableTarget(
            name: "Fuzzer", dependencies: ["FuzzTargets"], path: "Tests/Fuzzer", swiftSettings: fuzzed,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
}

// `LOCKER_BENCHMARKS=1 swift package benchmark`: building Locker needs nothing of what only benchmarks need.
if Context.environment["LOCKER_BENCHMARKS"] != nil {
    // Without its traits, which replace malloc, retain and release in what is measured to count them.
    package.dependencies.append(.package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []))
    package.targets.append(
        .executableTarget(
            name: "LockerBenchmarks",
            dependencies: [
                "ContentChunking", "LockerBase", "LockerCore", "MediaLayout", "Metadata", "PackEngine", "POSIXSupport",
                "Recipes", "TTRPC", logging, .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/Benchmarks/LockerBenchmarks", swiftSettings: strict,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]))
}
