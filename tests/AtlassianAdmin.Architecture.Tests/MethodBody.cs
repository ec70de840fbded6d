using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace AtlassianAdmin.Architecture.Tests;

/// <summary>Reads the instructions of a method.</summary>
internal static class MethodBody
{
    private const byte TwoByteCode = 0xFE;

    private static readonly Dictionary<ushort, OperandType> Operand = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => (ushort)o.Value, o => o.OperandType);

    /// <summary>What the instructions name: types, members and signatures.</summary>
    public static IEnumerable<EntityHandle> Operands(BlobReader il) => Instructions(il).Select(i => i.Named).OfType<EntityHandle>();

    /// <summary>True when an instruction can go back to an earlier one, as in every loop.</summary>
    public static bool GoesBack(BlobReader il) => Instructions(il).Exists(i => i.Targets.Any(target => target <= i.Offset));

    private static List<(int Offset, EntityHandle? Named, int[] Targets)> Instructions(BlobReader il)
    {
        var found = new List<(int Offset, EntityHandle? Named, int[] Targets)>();
        while (il.RemainingBytes > 0)
        {
            int offset = il.Offset;
            ushort code = il.ReadByte();
            if (code == TwoByteCode)
                code = (ushort)((TwoByteCode << 8) | il.ReadByte());
            switch (Operand[code])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineSig or OperandType.InlineTok or OperandType.InlineType:
                    found.Add((offset, MetadataTokens.EntityHandle(il.ReadInt32()), []));
                    break;
                case OperandType.InlineBrTarget:
                    int target = il.ReadInt32();
                    found.Add((offset, null, [il.Offset + target]));
                    break;
                case OperandType.ShortInlineBrTarget:
                    sbyte near = il.ReadSByte();
                    found.Add((offset, null, [il.Offset + near]));
                    break;
                case OperandType.InlineSwitch:
                    int[] targets = [.. Enumerable.Range(0, il.ReadInt32()).Select(_ => il.ReadInt32())];
                    found.Add((offset, null, Array.ConvertAll(targets, t => il.Offset + t)));
                    break;
                case OperandType other:
                    il.Offset += Size(other);
                    break;
            }
        }

        return found;
    }

    private static int Size(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI or OperandType.InlineString or OperandType.ShortInlineR => 4,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "An operand of this kind is read, not skipped."),
    };
}
