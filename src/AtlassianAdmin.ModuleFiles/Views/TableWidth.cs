using System.Collections.Generic;
using System.Linq;

namespace AtlassianAdmin.ModuleFiles.Views;

/// <summary>The widths that PowerShell gives the columns of a table.</summary>
internal static class TableWidth
{
    /// <summary>The windows in which a table must be readable: a terminal of 80 columns, and a wide one.</summary>
    public static IReadOnlyList<int> Windows { get; } = [79, 120];

    /// <summary>The widths in a window of so many columns; 0 for a column that is left out.</summary>
    public static int[] In(int window, IReadOnlyList<Column> columns)
    {
        int[] widths = columns.Select(c => c.Width ?? 1).ToArray();
        int shown = columns.Count;
        int left = window - Sum(widths, shown);
        // From the last one on, until the others fit: it is cut first, and goes when nothing of it is left.
        while (left < 0 && shown > 0)
        {
            int last = widths[shown - 1] + left;
            widths[shown - 1] = last < 1 ? 0 : last;
            if (last >= 1)
                return widths;
            shown--;
            left = window - Sum(widths, shown);
        }

        if (shown < columns.Count)
            return widths;
        int[] shares = Enumerable.Range(0, columns.Count).Where(i => columns[i].Width is null).ToArray();
        for (int i = 0; shares.Length > 0 && i < left; i++)
            widths[shares[i % shares.Length]]++;
        return widths;
    }

    private static int Sum(int[] widths, int shown) => widths.Take(shown).Sum() + shown - 1;
}
