using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace AtlassianAdmin.Tests.Engines;

/// <summary>The instructions of a method, each with the metadata token that it names; 0 where it names none.</summary>
internal static class MethodBody
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<(OpCode Code, int Token)> Read(BlobReader body)
    {
        var instructions = new List<(OpCode, int)>();
        while (body.RemainingBytes > 0)
        {
            int first = body.ReadByte();
            OpCode code = Codes[(short)(first == 0xFE ? 0xFE00 | body.ReadByte() : first)];
            instructions.Add((code, ReadOperand(ref body, code.OperandType)));
        }

        return instructions;
    }

    private static int ReadOperand(ref BlobReader body, OperandType type)
    {
        switch (type)
        {
            case OperandType.InlineNone:
                return 0;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                body.Offset += 1;
                return 0;
            case OperandType.InlineVar:
                body.Offset += 2;
                return 0;
            case OperandType.InlineI8 or OperandType.InlineR:
                body.Offset += 8;
                return 0;
            case OperandType.InlineSwitch:
                int targets = body.ReadInt32();
                body.Offset += 4 * targets;
                return 0;
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineSig or OperandType.InlineString or OperandType.InlineTok or OperandType.InlineType:
                return body.ReadInt32();
            default:
                body.Offset += 4;
                return 0;
        }
    }
}
