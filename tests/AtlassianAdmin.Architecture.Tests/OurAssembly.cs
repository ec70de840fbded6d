using System.IO;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AtlassianAdmin.Architecture.Tests;

/// <summary>What an assembly says of itself: its types, what each of them uses, and which assemblies it needs.</summary>
internal sealed class OurAssembly
{
    private OurAssembly(string name, IReadOnlyList<TypeName> types, IReadOnlyList<TypeUse> uses, IReadOnlyList<string> references)
    {
        Name = name;
        Types = types;
        Uses = uses;
        References = references;
    }

    public string Name { get; }

    /// <summary>The top-level types that somebody wrote.</summary>
    public IReadOnlyList<TypeName> Types { get; }

    /// <summary>Which type of it uses which other type of it: in signatures, in attributes and in the bodies of methods.</summary>
    public IReadOnlyList<TypeUse> Uses { get; }

    /// <summary>The names of the assemblies of which a type is used.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>Reads the assembly of that name beside the tests.</summary>
    public static OurAssembly Read(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        MetadataReader metadata = file.GetMetadataReader();
        var names = new TypeNames(metadata);
        var uses = new HashSet<TypeUse>();
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions.Where(names.IsWritten))
        {
            TypeName user = names[handle];
            foreach (TypeDefinitionHandle used in new UsedTypes(file, metadata, names).Of(handle).Where(names.IsWritten))
            {
                if (names[used] != user)
                    uses.Add(new TypeUse(user, names[used]));
            }
        }

        return new OurAssembly(
            name,
            [.. metadata.TypeDefinitions.Where(names.IsWritten).Select(h => names[h]).Distinct()],
            [.. uses],
            [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))]);
    }
}
