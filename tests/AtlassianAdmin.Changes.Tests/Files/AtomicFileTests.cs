using System.IO;
using System.Runtime.Versioning;
using System.Text;
using AtlassianAdmin.Changes.Files;

namespace AtlassianAdmin.Changes.Tests.Files;

/// <summary>A file is written whole or not at all, whatever happens on the way.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atomic").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Target => Path.Combine(_folder, "plan.json");

    [Fact]
    public void A_new_file_is_written()
    {
        AtomicFile.Write(Target, Text("new"));

        Assert.Equal(("new", 1), (File.ReadAllText(Target), Entries));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced()
    {
        File.WriteAllText(Target, "a much longer old content");

        AtomicFile.Write(Target, Text("new"));

        Assert.Equal(("new", 1), (File.ReadAllText(Target), Entries));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failure_while_writing_leaves_the_file_as_it_was(bool wasThere)
    {
        if (wasThere)
            File.WriteAllText(Target, "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(Target, file =>
        {
            Text("half")(file);
            throw new IOException("No space left on device");
        }));

        Assert.Equal(wasThere ? 1 : 0, Entries);
        if (wasThere)
            Assert.Equal("old", File.ReadAllText(Target));
    }

    [Fact]
    public void A_fault_of_the_writer_leaves_no_draft()
    {
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, _ => throw new InvalidOperationException()));

        Assert.Equal(0, Entries);
    }

    [Fact]
    public void While_it_is_written_the_old_content_can_be_read()
    {
        File.WriteAllText(Target, "old");
        string during = "";

        AtomicFile.Write(Target, file =>
        {
            Text("new")(file);
            file.Flush();
            during = File.ReadAllText(Target);
        });

        Assert.Equal(("old", "new"), (during, File.ReadAllText(Target)));
    }

    [Fact]
    public void Where_it_cannot_be_put_in_place_the_finished_draft_stays_and_is_named()
    {
        // What comes in between stands in the way on every system.
        IOException failure = Assert.Throws<IOException>(() => AtomicFile.Write(Target, file =>
        {
            Text("finished")(file);
            Directory.CreateDirectory(Target);
        }));

        string draft = Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal("finished", File.ReadAllText(draft));
        Assert.Contains($"complete in {draft}.", failure.Message, StringComparison.Ordinal);
    }

    [WindowsFact]
    public void On_Windows_a_file_that_is_held_open_is_left_and_the_draft_is_named()
    {
        File.WriteAllText(Target, "old");
        using FileStream held = File.Open(Target, FileMode.Open, FileAccess.Read, FileShare.Read);

        IOException failure = Assert.Throws<IOException>(() => AtomicFile.Write(Target, Text("finished")));

        Assert.Contains("complete in ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_keep_a_file_that_is_there_stays()
    {
        File.WriteAllText(Target, "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(Target, Text("new"), keep: true));

        Assert.Equal("old", File.ReadAllText(Target));
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        IOException failure = Assert.Throws<IOException>(() => AtomicFile.Write(_folder, Text("new")));

        Assert.Contains("is a folder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        string folder = Path.Combine(_folder, "none");

        IOException failure = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(Path.Combine(folder, "plan.json"), Text("new")));

        Assert.Contains(folder + " ", failure.Message, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Of_a_link_the_file_behind_it_is_written(bool isAbsolute, bool isThere)
    {
        string store = Directory.CreateDirectory(Path.Combine(_folder, "store")).FullName;
        string file = Path.Combine(store, "real.json");
        if (isThere)
            File.WriteAllText(file, "old");
        string second = Path.Combine(_folder, "second");
        File.CreateSymbolicLink(second, isAbsolute ? file : Path.Combine("store", "real.json"));
        File.CreateSymbolicLink(Target, isAbsolute ? second : "second");

        AtomicFile.Write(Target, Text("new"));

        Assert.Equal("new", File.ReadAllText(file));
        Assert.NotNull(new FileInfo(Target).LinkTarget);
        Assert.NotNull(new FileInfo(second).LinkTarget);
        Assert.Single(Directory.GetFiles(store));
    }

    [UnixFact]
    public void A_link_to_itself_is_told()
    {
        File.CreateSymbolicLink(Target, Target);

        Assert.Contains("leads back to itself", Assert.Throws<IOException>(() => AtomicFile.Write(Target, Text("new"))).Message, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData(true)]
    [InlineData(false)]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_can_read_it(bool wasThere)
    {
        if (wasThere)
        {
            File.WriteAllText(Target, "old");
            File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        UnixFileMode during = UnixFileMode.None;
        AtomicFile.Write(Target, _ => during = File.GetUnixFileMode(Directory.GetFiles(_folder, "*.tmp")[0]));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, during);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
    }

    [UnixFact]
    public void A_device_is_written_to_and_stays_a_device()
    {

        AtomicFile.Write("/dev/null", Text("nothing"));

        Assert.Equal("", File.ReadAllText("/dev/null"));
    }

    [UnixFact]
    public void A_full_disk_is_told_and_leaves_nothing()
    {

        Assert.Throws<IOException>(() => AtomicFile.Write("/dev/full", file =>
        {
            Text("anything")(file);
            file.Flush();
        }));
    }

    private int Entries => Directory.GetFileSystemEntries(_folder).Length;

    private static Action<Stream> Text(string text) => file => file.Write(Encoding.UTF8.GetBytes(text));
}
