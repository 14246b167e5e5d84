using Microsoft.Data.Sqlite;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Pipeline.Tests.Workspaces;

public sealed class WorkspaceTests : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("smartbeats-test-");

    private string Folder => Path.Combine(_scratch.FullName, "ws");

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task A_missing_or_empty_folder_becomes_a_workspace_only_where_that_is_asked_for()
    {
        var fault = await Should.ThrowAsync<InputException>(() => Workspace.OpenAsync(Folder, create: false));
        fault.Message.ShouldBe($"{Folder}: is no workspace. Load a map and calls into it first: smartbeats ingest city.zip calls.csv --workspace {Folder}");
        Directory.Exists(Folder).ShouldBeFalse();
        await (await Workspace.OpenAsync(Folder, create: true)).DisposeAsync();
        (await File.ReadAllTextAsync(Path.Combine(Folder, "workspace.json"))).ShouldBe("{\"schemaVersion\": 2}\n");
        await using var again = await Workspace.OpenAsync(Folder, create: false);
        again.Cities().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_with_other_files_is_left_alone()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "thesis.txt"), "mine");
        var fault = await Should.ThrowAsync<InputException>(() => Workspace.OpenAsync(Folder, create: true));
        fault.Message.ShouldBe($"{Folder}: holds other files and no workspace.json. Name a new or an empty folder, or the workspace itself.");
        Directory.GetFiles(Folder).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"schemaVersion\": 3}", "is of a workspace of version 3, this SmartBeats knows up to 2. Use the SmartBeats that wrote it, or a newer one.")]
    [InlineData("{}", "names no schemaVersion. Restore it from a backup; a workspace of this SmartBeats has {\"schemaVersion\": 2}")]
    [InlineData("{\"schema", "names no schemaVersion. Restore it from a backup; a workspace of this SmartBeats has {\"schemaVersion\": 2}")]
    public async Task A_newer_or_broken_workspace_is_refused(string text, string message)
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, "workspace.json");
        await File.WriteAllTextAsync(path, text);
        var fault = await Should.ThrowAsync<InputException>(() => Workspace.OpenAsync(Folder, create: true));
        fault.Message.ShouldBe($"{path}: {message}");
        (await File.ReadAllTextAsync(path)).ShouldBe(text);
    }

    [Fact]
    public async Task A_newer_database_in_the_workspace_is_refused()
    {
        await (await Workspace.OpenAsync(Folder, create: true)).DisposeAsync();
        Execute("PRAGMA user_version = 9");
        var fault = await Should.ThrowAsync<InputException>(() => Workspace.OpenAsync(Folder, create: false));
        fault.Message.ShouldBe("calls.db: holds calls in version 9 of their tables, this SmartBeats knows up to 5. Use the SmartBeats that wrote it, or a newer one.");
    }

    [Fact]
    public async Task A_workspace_of_version_1_upgrades_with_all_it_holds()
    {
        CopyVersion1();
        Scalar("SELECT COUNT(*) FROM sqlite_master WHERE name = 'calls_by_time'").ShouldBe(0);
        await using var workspace = await Workspace.OpenAsync(Folder, create: false);
        (await File.ReadAllTextAsync(Path.Combine(Folder, "workspace.json"))).ShouldBe("{\"schemaVersion\": 2}\n");
        Scalar("PRAGMA user_version").ShouldBe(5);
        Scalar("SELECT COUNT(*) FROM sqlite_master WHERE name LIKE 'calls_by%'").ShouldBe(0);

        (await workspace.CityAsync(null)).City.ShouldBe(new City("tiny", "Tiny Town", "America/Phoenix"));
        (await workspace.Calls.VersionAsync("tiny")).ShouldBe("ad5318f5c1b0dab568d54f9a45b0fb21");
        var map = (await workspace.CurrentMapAsync("tiny"))!;
        map.Areas.Count.ShouldBe(9);
        (await workspace.Files.FindAsync<CurrentMap>(Keys.MapRecord.For("tiny", map.Version), default)).ShouldBe(new CurrentMap(map.Version, "areas.geojson", 9));
        var plan = (await PlanHistory.ListAsync(workspace, "tiny")).ShouldHaveSingleItem();
        plan.Plan.BeatCount.ShouldBe(3);
        plan.IsCurrent.ShouldBeTrue();
    }

    [Fact]
    public async Task Many_that_open_an_old_workspace_at_once_all_find_it_upgraded()
    {
        CopyVersion1();
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Workspace.OpenAsync(Folder, create: false))));
        foreach (var workspace in opened)
        {
            (await workspace.Calls.VersionAsync("tiny")).ShouldBe("ad5318f5c1b0dab568d54f9a45b0fb21");
            await workspace.DisposeAsync();
        }

        Scalar("PRAGMA user_version").ShouldBe(5);
    }

    [Fact]
    public async Task Many_that_begin_a_workspace_at_once_share_it()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Workspace.OpenAsync(Folder, create: true))));
        await Task.WhenAll(opened.Select((workspace, i) => Task.Run(() => TinyTown.AddAsync(workspace, TinyTown.Call($"T-{i}", i)))));
        Scalar("SELECT COUNT(*) FROM calls").ShouldBe(8);
        foreach (var workspace in opened)
        {
            await workspace.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_city_is_the_only_one_or_the_one_named()
    {
        await using var workspace = await Workspace.OpenAsync(Folder, create: true);
        (await Should.ThrowAsync<InputException>(() => workspace.CityAsync(null))).Message
            .ShouldBe($"--workspace: it holds no city yet. Load a map and calls first: smartbeats ingest city.zip calls.csv --workspace {Folder} --time-zone ZONE");
        var glendale = new CitySettings(new City("glendale", "Glendale", "America/Phoenix"), "NAME");
        await workspace.SaveCityAsync(glendale);
        (await workspace.CityAsync(null)).ShouldBe(glendale);
        await workspace.SaveCityAsync(new CitySettings(TinyTown.City, null));
        (await workspace.CityAsync("glendale")).ShouldBe(glendale);
        (await Should.ThrowAsync<InputException>(() => workspace.CityAsync(null))).Message
            .ShouldBe("--city: it is not given, and the workspace holds glendale, tiny. Name one, e.g. --city glendale.");
        (await Should.ThrowAsync<InputException>(() => workspace.CityAsync("glendal"))).Message
            .ShouldBe("--city: \"glendal\" is not in the workspace (did you mean \"glendale\"?). Its cities are glendale, tiny.");
        (await Should.ThrowAsync<InputException>(() => workspace.CityAsync("../../etc"))).Message
            .ShouldBe("--city: \"../../etc\" is not in the workspace. Its cities are glendale, tiny.");
    }

    [Fact]
    public async Task A_time_zone_does_not_move_under_calls_that_are_loaded()
    {
        await using var workspace = await Workspace.OpenAsync(Folder, create: true);
        await workspace.SaveCityAsync(new CitySettings(TinyTown.City with { TimeZone = "America/Denver" }, null));
        await workspace.SaveCityAsync(new CitySettings(TinyTown.City, null));
        await TinyTown.AddAsync(workspace, TinyTown.Calls());
        await workspace.SaveCityAsync(new CitySettings(TinyTown.City with { Name = "Tinytown" }, null));
        var fault = await Should.ThrowAsync<InputException>(() => workspace.SaveCityAsync(new CitySettings(TinyTown.City with { TimeZone = "America/Denver" }, null)));
        fault.Message.ShouldBe("--time-zone: the calls of tiny were loaded as local times of America/Phoenix, not America/Denver. Leave the flag out, or load map and calls under another --city.");
        (await workspace.CityAsync("tiny")).City.ShouldBe(TinyTown.City with { Name = "Tinytown" });
    }

    private void CopyVersion1()
    {
        var source = Path.Combine(SharedData.RepositoryRoot(), "test", "SmartBeats.Pipeline.Tests", "Workspaces", "Version1");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private void Execute(string sql) => Scalar(sql);

    private long Scalar(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, "calls.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }
}
