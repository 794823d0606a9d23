# The service in a container: docker build -t ipofacts . && docker run --read-only --cap-drop ALL -p 8000:8000 \
#   -e IPOFACTS_API_KEYS="$ENTRY" ipofacts      (an entry as `docker run ipofacts key NAME` prints it)
ARG PYTHON=python:3.11-slim

FROM ${PYTHON} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /source
COPY requirements/build.txt requirements/runtime.txt requirements/
# Everything is checked against its hash when it is fetched; what comes as source is built with the locked tools.
RUN python -m venv /tools \
 && /tools/bin/pip install --quiet --require-hashes -r requirements/build.txt \
 && /tools/bin/pip wheel --quiet --require-hashes --no-build-isolation --wheel-dir /wheels -r requirements/runtime.txt
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY rules rules
RUN /tools/bin/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /wheels . \
 && python -m venv --without-pip /opt/ipofacts \
 && /tools/bin/pip --python /opt/ipofacts/bin/python install --quiet --no-index --no-deps /wheels/*.whl

FROM ${PYTHON}
COPY --from=build /opt/ipofacts /opt/ipofacts
ENV PATH=/opt/ipofacts/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    IPOFACTS_HOST=0.0.0.0 \
    IPOFACTS_PORT=8000
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"IPOFACTS_PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["ipofacts"]
CMD ["serve"]
