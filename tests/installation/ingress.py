"""The way in, as an ingress is one: by path to a service, and there to any replica that answers."""

import itertools
import threading
from collections.abc import Mapping, Sequence

import httpx2
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shared.contracts.record import ServiceName
from tests.installation.manifests import service_at
from tests.installation.program import free_port
from tests.installation.waiting import eventually

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding"}


class Ingress:
    """Leads by the paths of the manifests. A request that never reached a replica goes to the
    next one; one whose answer is lost is answered with 502, as any proxy does."""

    def __init__(self, replicas: Mapping[ServiceName, Sequence[int]]) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._replicas = replicas
        # Each question over a connection of its own: replicas come and go.
        self._http = httpx2.AsyncClient(
            timeout=60, limits=httpx2.Limits(max_keepalive_connections=0), verify=False
        )
        self._turns = {service: itertools.count() for service in replicas}
        ways = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
        app = Starlette(routes=[Route("/{path:path}", self._lead, methods=ways)])
        self._server = uvicorn.Server(
            uvicorn.Config(app, host="127.0.0.1", port=self.port, log_config=None, lifespan="off")
        )
        self._thread = threading.Thread(target=self._server.run, name="ingress", daemon=True)

    def start(self) -> None:
        self._thread.start()
        eventually("the ingress answers", lambda: self._server.started)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive(), "the ingress does not stop"

    async def _lead(self, request: Request) -> Response:
        service = service_at(request.url.path)
        if service is None:
            return Response(status_code=404)
        ports = self._replicas[service]
        first = next(self._turns[service])
        for turn in range(len(ports)):
            port = ports[(first + turn) % len(ports)]
            try:
                return await self._ask(request, f"http://127.0.0.1:{port}")
            except httpx2.ConnectError:
                continue
            except httpx2.TransportError:
                return Response(status_code=502)
        return Response(status_code=503, headers={"Retry-After": "1"})

    async def _ask(self, request: Request, base: str) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        answer = await self._http.request(
            request.method,
            f"{base}{request.url.path}{query}",
            headers=[
                (name, value) for name, value in request.headers.items() if name not in HOP_BY_HOP
            ],
            content=await request.body(),
        )
        response = Response(answer.content, answer.status_code)
        for name, value in answer.headers.multi_items():
            if name.lower() not in HOP_BY_HOP:
                response.headers.append(name, value)
        return response
