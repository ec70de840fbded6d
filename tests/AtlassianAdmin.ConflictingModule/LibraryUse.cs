using System.Reflection;

namespace ConflictingModule;

/// <summary>What the module got when it used a library.</summary>
public sealed class LibraryUse
{
    internal LibraryUse(Assembly assembly, string result)
    {
        AssemblyName name = assembly.GetName();
        Name = name.Name!;
        Version = name.Version!.ToString();
        Path = assembly.Location;
        Result = result;
    }

    public string Name { get; }

    public string Version { get; }

    public string Path { get; }

    public string Result { get; }
}
