# Turns Markdown into the plain text that Get-Help shows. Markdig, which PowerShell brings, does the reading.
Set-StrictMode -Version 3.0

<#
.SYNOPSIS
Reads Markdown into blocks of plain text: Kind (Heading, Text, List or Code), Level of a heading, and Lines.
#>
function ConvertTo-HelpBlock {
    param([AllowEmptyString()] [string] $Markdown)

    foreach ($block in (ConvertFrom-Markdown -InputObject $Markdown).Tokens) {
        switch ($block.GetType().Name) {
            'HeadingBlock' { [pscustomobject]@{ Kind = 'Heading'; Level = $block.Level; Lines = @(Get-InlineText $block.Inline) } }
            'ParagraphBlock' { [pscustomobject]@{ Kind = 'Text'; Level = 0; Lines = @(Get-InlineText $block.Inline) } }
            'ListBlock' { [pscustomobject]@{ Kind = 'List'; Level = 0; Lines = @(Get-ListLine $block) } }
            'FencedCodeBlock' { [pscustomobject]@{ Kind = 'Code'; Level = 0; Lines = @($block.Lines.ToString() -split '\r?\n') } }
            { $_ -in 'HtmlBlock', 'LinkReferenceDefinitionGroup' } { }
            default { throw "The help cannot show this Markdown, a ${_}: $($block.Span)" }
        }
    }
}

function Get-ListLine($list) {
    $number = 0
    foreach ($item in $list) {
        $number++
        $mark = $list.IsOrdered ? "$number. " : '- '
        $mark + (@($item | ForEach-Object { Get-InlineText $_.Inline }) -join ' ')
    }
}

function Get-InlineText($inlines) {
    $parts = foreach ($inline in $inlines) {
        switch ($inline.GetType().Name) {
            'LiteralInline' { $inline.Content.ToString() }
            'CodeInline' { $inline.Content }
            'LineBreakInline' { ' ' }
            'EmphasisInline' { Get-InlineText $inline }
            'AutolinkInline' { $inline.Url }
            'LinkInline' {
                $text = Get-InlineText $inline
                ($inline.Url -match '^https?:' -and $inline.Url -ne $text) ? "$text ($($inline.Url))" : $text
            }
            default { throw "The help cannot show this Markdown, a ${_}: $inline" }
        }
    }
    -join $parts
}

<#
.SYNOPSIS
Writes an about topic as Get-Help reads it.
#>
function Export-AboutFile {
    param([string] $Path, [string] $Destination)

    $lines = foreach ($block in ConvertTo-HelpBlock (Get-Content -Raw $Path)) {
        switch ($block.Kind) {
            'Heading' {
                switch ($block.Level) {
                    1 { 'TOPIC'; "    $($block.Lines)"; '' }
                    2 { "$($block.Lines)".ToUpperInvariant() }
                    default { "  $($block.Lines)" }
                }
            }
            default { Format-Block $block 75 | ForEach-Object { $_ ? "    $_" : '' } }
        }
        if ($block.Kind -ne 'Heading') {
            ''
        }
    }
    # Windows PowerShell takes a text without a mark for one in the machine's code page.
    [IO.File]::WriteAllText($Destination, (($lines -join "`n").TrimEnd() + "`n"), [Text.UTF8Encoding]::new($true))
}

<#
.SYNOPSIS
Breaks a block into lines of a width. Get-Help would break them in the middle of words.
#>
function Format-Block {
    param($Block, [int] $Width)

    switch ($Block.Kind) {
        'Code' { $Block.Lines | ForEach-Object { $_ ? "    $_" : '' } }
        'List' { $Block.Lines | ForEach-Object { Format-Line $_ $Width '  ' } }
        default { $Block.Lines | ForEach-Object { Format-Line $_ $Width '' } }
    }
}

function Format-Line([string] $text, [int] $width, [string] $indent) {
    $words = $text -split ' '
    $line = $words[0]
    foreach ($word in $words | Select-Object -Skip 1) {
        if ($line.Length + 1 + $word.Length -gt $width) {
            $line
            $line = $indent + $word
        }
        else {
            $line += " $word"
        }
    }
    $line
}

Export-ModuleMember -Function ConvertTo-HelpBlock, Format-Block, Export-AboutFile
