namespace AtlassianAdmin.Reviews.Reports;

/// <summary>How a page looks: in a light window, a dark one, and on paper. Colour tells only what is wrong, and never alone.</summary>
internal static class ReportStyle
{
    public const string Css = """

        :root { color-scheme: light dark; --ink: #1c2024; --soft: #56606b; --line: #d3d9df; --paper: #ffffff; --band: #f5f6f8;
          --bar: #66717d; --bar1: #aab3bd; --bar2: #e3e7eb; --bad: #a8201a; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ed; --soft: #a7b0bb; --line: #363e47; --paper: #14171b; --band: #1c2026;
            --bar: #98a3af; --bar1: #5d6874; --bar2: #2a3138; --bad: #ff9d94; }
        }
        * { box-sizing: border-box; }
        html { background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
        body { margin: 0; }
        main { max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.01em; overflow-wrap: anywhere; unicode-bidi: plaintext; }
        h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
        .summary { font-size: 1.1rem; margin: 0 0 1.25rem; max-width: 60ch; }
        dl { display: grid; gap: .25rem 2rem; margin: 0; font-size: .9rem; }
        dl div { display: flex; gap: .75rem; }
        dt { color: var(--soft); flex: 0 0 8.5rem; }
        dd { margin: 0; overflow-wrap: anywhere; unicode-bidi: plaintext; }
        .totals { display: flex; flex-wrap: wrap; gap: 0; list-style: none; margin: 2rem 0 0; padding: 0; border-block: 1px solid var(--line); }
        .totals li { padding: .9rem 2rem .9rem 0; min-width: 8.5rem; }
        .totals strong { display: block; font-size: 1.9rem; line-height: 1.15; font-weight: 600; font-variant-numeric: tabular-nums; }
        .totals span { color: var(--soft); font-size: .9rem; }
        .totals .problem strong, .totals .problem span { color: var(--bad); }
        .wide { overflow-x: auto; }
        details { border-bottom: 1px solid var(--line); }
        summary { cursor: pointer; padding: .6rem 0; color: var(--soft); overflow-wrap: anywhere; unicode-bidi: plaintext; }
        details[open] > summary { color: var(--ink); font-weight: 600; }
        summary:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
        .wide:focus-visible { outline: 2px solid var(--ink); outline-offset: 4px; }
        svg.bars { display: block; width: 100%; min-width: 32rem; max-width: 54rem; height: auto; }
        svg text { fill: var(--ink); font-size: 14px; font-variant-numeric: tabular-nums; }
        svg .label { text-anchor: end; fill: var(--soft); }
        svg .count { font-weight: 600; }
        svg rect { stroke: var(--bar); stroke-width: 1; }
        .part0 { fill: var(--bar); } .part1 { fill: var(--bar1); } .part2 { fill: var(--bar2); }
        svg rect.problem { fill: var(--bad); stroke: var(--bad); }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.4; }
        caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        th, td { text-align: left; vertical-align: top; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; unicode-bidi: plaintext; }
        thead th { color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--line); overflow-wrap: normal; white-space: nowrap; }
        .word { white-space: nowrap; }
        tbody th { font-weight: 600; min-width: 16.5rem; overflow-wrap: anywhere; }
        tbody th span { display: block; color: var(--soft); font-weight: 400; }
        .id { min-width: 10rem; overflow-wrap: anywhere; color: var(--soft); font-variant-numeric: tabular-nums; }
        td:last-child { padding-right: 0; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        code { font: .85em/1.5 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; background: var(--band); padding: .1em .3em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
        @page { size: A4 landscape; margin: 14mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
        @media print {
          :root { color-scheme: light; --ink: #000000; --soft: #404040; --line: #b0b0b0; --paper: #ffffff; --band: #f2f2f2;
            --bar: #555555; --bar1: #a0a0a0; --bar2: #e4e4e4; --bad: #8a1a15; }
          html { font-size: 10pt; }
          main { max-width: none; padding: 0; }
          .wide { overflow: visible; }
          thead { display: table-header-group; }
          tr, section > h2, .totals, svg { break-inside: avoid; }
          h2 { break-after: avoid; }
          table { font-size: 8.5pt; }
          th, td { padding-right: .75rem; }
          tbody th, .id { min-width: 0; }
          tbody th { width: 20%; }
        }

        """;
}
