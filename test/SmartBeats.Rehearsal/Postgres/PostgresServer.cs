using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SmartBeats.Rehearsal.Postgres;

/// <summary>A PostgreSQL cluster of our own from the distribution's binaries: a new folder, a Unix socket in it, no port.</summary>
/// <remarks>
/// PostgreSQL does not run as root: then it runs as the account its package made. A small shell stands between us and it,
/// which stops it and removes its folder when its input ends: so also where our process is killed.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Who owns everything in it; comes in without a password, through the socket only.</summary>
    public const string User = "smartbeats";

    /// <summary>Without promises for a power cut, which this data does not need; nothing else differs from the defaults that a statement could see.</summary>
    private static readonly string[] _settings =
    [
        "listen_addresses=", "fsync=off", "full_page_writes=off", "synchronous_commit=off", "wal_level=minimal", "max_wal_senders=0",
        "max_connections=200", "timezone=UTC", "log_timezone=UTC", "max_wal_size=4GB",
    ];

    private readonly Process _process;

    private PostgresServer(Process process, string folder) => (_process, Folder) = (process, folder);

    /// <summary>Its socket is here: <c>psql -h FOLDER -U smartbeats postgres</c>.</summary>
    public string Folder { get; }

    /// <summary>Starts one; ready for connections when this returns.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL 15 or newer is not installed, or did not start.</exception>
    public static async Task<PostgresServer> StartAsync()
    {
        // A socket's path has at most 107 bytes.
        var folder = Path.Combine("/tmp", $"smartbeats-pg-{Environment.ProcessId}-{Guid.NewGuid():N}"[..36]);
        var asOwner = Environment.UserName == "root" ? (string[])["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : [];
        await RunAsync(asOwner.Length > 0 ? ["install", "-d", "-o", "postgres", "-g", "postgres", "-m", "0700", folder] : ["install", "-d", "-m", "0700", folder]);
        var data = Path.Combine(folder, "data");
        // Aurora's texts sort by a language, not by bytes: what relies on bytes has to say so.
        await RunAsync([
            .. asOwner, Binary("initdb"), "-D", data, "-U", User, "-A", "trust", "--no-sync", "--no-instructions", "-E", "UTF8",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US",
        ]);
        var server = new PostgresServer(
            Start([
                "sh", "-c", "folder=$1; shift; \"$@\" & pid=$!; read -r _; kill -INT $pid; wait $pid; rm -rf -- \"$folder\"", "sh", folder,
                .. asOwner, Binary("postgres"), "-D", data, "-k", folder, .. _settings.SelectMany(setting => (string[])["-c", setting]),
            ]),
            folder);
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <param name="database">An existing one, for connections that are made; a missing one is the connection's fault to report.</param>
    public NpgsqlDataSource Connect(string database) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
    {
        Host = Folder,
        Username = User,
        Database = database,
        MaxPoolSize = 40,
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 1,
        MaxAutoPrepare = 0,
        CommandTimeout = 0,
        NoResetOnClose = false,
    }.ConnectionString);

    /// <summary>Makes an empty database, or a copy of one that nobody is connected to.</summary>
    public async Task CreateDatabaseAsync(string name, string? template = null)
    {
        await using var source = Connect("postgres");
        await using var command = source.CreateCommand($"CREATE DATABASE \"{name}\"{(template is null ? "" : $" TEMPLATE \"{template}\"")}");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What all of its processes have worked so far, those that ended included.</summary>
    public TimeSpan ProcessorTime()
    {
        var processes = Directory.GetDirectories("/proc").Where(folder => File.Exists(folder + "/stat")).Select(ReadStat).OfType<(int Id, int Parent, long Ticks)>().ToLookup(p => p.Parent);
        long Sum(int parent) => processes[parent].Sum(child => child.Ticks + Sum(child.Id));
        return TimeSpan.FromSeconds(Sum(_process.Id) / 100.0);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        await using var source = Connect("postgres");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return;
            }
            catch (NpgsqlException notYet) when (attempt < 300 && !_process.HasExited)
            {
                _ = notYet;
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Clock ticks (100 a second) of a process and of its children that ended; null where it ended meanwhile.</summary>
    private static (int Id, int Parent, long Ticks)? ReadStat(string folder)
    {
        try
        {
            var text = File.ReadAllText(folder + "/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture),
                fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Debian keeps every version's binaries in a folder of its own, off the path; elsewhere they are on it.</summary>
    private static string Binary(string name) => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin", name)).FirstOrDefault(File.Exists) ?? name
        : name;

    private static async Task RunAsync(string[] command)
    {
        using var process = Start(command);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: run it by hand to see why.");
        }
    }

    private static Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/tmp",
        };
        try
        {
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"{command[0]} is missing: apt-get install postgresql", missing);
        }
    }
}
