"""The official client of the Model Context Protocol from PyPI, unchanged: python mcp_client.py ADDRESS COMMAND.. speaks to a server over HTTP and over standard input and output."""
import asyncio
import json
import os
import sys

from mcp import Client, MCPError, StdioServerParameters

ADDRESS, COMMAND, ARGS = sys.argv[1], sys.argv[2], sys.argv[3:]


async def use(server, mode):
    async with Client(server, mode=mode) as client:
        assert client.server_info.name == "mezzotint", client.server_info
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == ["compare", "get", "resolve", "search"], tools
        assert all(tool.output_schema and tool.description and tool.annotations.read_only_hint for tool in tools)

        async def call(tool, /, **given):
            """The client itself holds the answer against the tool's output schema."""
            result = await client.call_tool(tool, given)
            assert not result.is_error, result
            assert json.loads(result.content[0].text) == result.structured_content
            return result.structured_content

        found = await call("search", query="free local image generator with an API", without=["free"])
        assert [each["id"] for each in found["filters"]] == ["local", "output:image"], found
        assert (await call("resolve", name="gpt-4.1-mini"))["id"] == "openai/gpt-4.1-mini"
        got = await call("get", id="vladmandic/sdnext", asOf="2026-11-29")
        assert got["asOf"] == "2026-11-29" and "price" not in got["unknown"] and all(fact["source"] in got["sources"] for fact in got["facts"]), got
        compared = await call("compare", ids=["openai/gpt-4.1-mini", "vladmandic/sdnext"])
        assert compared["verdicts"][0]["verdict"] == "none", compared["verdicts"]

        missing = await client.call_tool("resolve", {"name": "sdnxt"})
        assert missing.is_error and "vladmandic/sdnext" in missing.content[0].text, missing
        try:
            await client.call_tool("paint", {})
            raise AssertionError("there is no such tool")
        except MCPError as refused:
            assert refused.code == -32602, refused
        many = await asyncio.gather(*(call("resolve", name="vladmandic/sdnext") for _ in range(8)))
        assert all(each["by"] == "id" for each in many)


for mode in ("auto", "legacy"):
    asyncio.run(use(ADDRESS, mode))
    asyncio.run(use(StdioServerParameters(command=COMMAND, args=ARGS, env=dict(os.environ)), mode))
print("the client from PyPI is served")
