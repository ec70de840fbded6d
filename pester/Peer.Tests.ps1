# Clients that others wrote, against the sandbox. What they need comes from the npm registry; where it cannot be had, the run says so.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # Why the client cannot run here; nothing when it can, and its folder is ready.
    function Install-Peer {
        param([Parameter(Mandatory)][string] $Folder, [Parameter(Mandatory)][string] $Package)
        $node = Get-Command node -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
        $npm = Get-Command npm -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
        if (-not $node -or -not $npm) { return 'Node and npm are not installed.' }
        if ([int]((& $node --version) -replace '^v(\d+)\..*$', '$1') -lt 20) { return "Node $(& $node --version) is older than the client needs." }
        [void](New-Item -ItemType Directory -Path $Folder -Force)
        Set-Content -LiteralPath (Join-Path $Folder 'package.json') -Value '{"private":true}'
        Push-Location -LiteralPath $Folder
        try {
            $said = & $npm install --no-audit --no-fund --ignore-scripts --fetch-retries=1 --fetch-timeout=60000 $Package 2>&1
            if ($LASTEXITCODE -ne 0) { return "npm cannot get $Package`: $(@($said)[0])" }
        }
        finally {
            Pop-Location
        }
    }

    $script:Folder = Join-Path ([System.IO.Path]::GetTempPath()) "atlassianadmin-peer-$([guid]::NewGuid())"
    $script:Obstacle = Install-Peer $Folder 'jira.js@5.4.0'
    $script:Sandbox = Start-AtlassianSandbox -UserCount 60
}

AfterAll {
    Stop-AtlassianSandbox $script:Sandbox
    if (Test-Path -LiteralPath $script:Folder) { Remove-Item -LiteralPath $script:Folder -Recurse -Force }
}

Describe 'jira.js' {
    It 'reads and changes a site of the sandbox, and is refused as a site refuses' {
        if ($Obstacle) {
            Write-Host "jira.js did not run against the sandbox: $Obstacle"
            Set-ItResult -Skipped -Because $Obstacle
        }
        Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'fixtures/peers/site.mjs') -Destination $Folder
        $token = [pscredential]::new('x', $Sandbox.PersonalToken).GetNetworkCredential().Password
        Push-Location -LiteralPath $Folder
        try {
            $lines = & node site.mjs $Sandbox.Uri.AbsoluteUri.TrimEnd('/') $Sandbox.AdminEmail $token 'mia.active'
        }
        finally {
            Pop-Location
        }
        $told = [ordered]@{}
        foreach ($line in $lines) {
            $answer = $line | ConvertFrom-Json
            $told[$answer.call] = if ($answer.PSObject.Properties['status']) { "refused with $($answer.status)" } else { "$($answer.value)" }
        }
        $told.GetEnumerator() | ForEach-Object { "$($_.Key): $($_.Value)" } | Should -Be @(
            'myself: admin@example.com'
            'user search: 1'
            'user: Mia Active'
            'users: 5'
            'groups picker: nobody-yet'
            'group bulk: nobody-yet'
            'members before: False'
            'add member: nobody-yet'
            'add again: refused with 400'
            'members: True'
            'groups of user: True'
            'remove member: done'
            'members after: False'
            'nobody: refused with 404'
            'wrong token: refused with 401'
        )
    }
}
