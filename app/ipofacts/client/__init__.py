"""A client of the service, blocking (Client) and asynchronous (AsyncClient), with the same names.

>>> with Client(url, api_key="first-key") as client:
...     extraction = client.extract("岚溪科技(02999.HK)今日在港交所挂牌,发行价为每股12.5港元。", published="2026-03-04")
>>> extraction.offerings[0].issue_price.value
'12.5'

Many articles: lazily, in order, several under way at a time, and one that fails stands in its place as an error.

>>> articles = ["天气很好。", {"id": "empty", "text": ""}, {"id": "7", "text": "泽远智能拟在科创板上市。"}]
>>> with Client(url, api_key="first-key") as client:
...     for answer in client.extract_many(articles):
...         if isinstance(answer, ClientError):
...             print(answer.id, answer)
...         else:
...             print(answer.id, [offering.company.name for offering in answer.offerings])
None []
empty The article can't be read (422): text is empty; send the article
7 ['泽远智能']

The same with asyncio.

>>> async def companies(articles):
...     async with AsyncClient(url, api_key="first-key") as client:
...         answers = [answer async for answer in client.extract_many(articles) if isinstance(answer, Extraction)]
...     return [offering.company.name for answer in answers for offering in answer.offerings]
>>> asyncio.run(companies(articles))
['泽远智能']

What may be raised, or stand in the place of an answer:

ClientError                 .id of the article, .request_id for the service's log, .type
├── ConnectionFailedError   the service could not be reached, or the connection broke
├── TimedOutError           no answer in time
├── NotUnderstoodError      something answered that is no ipofacts
└── ServiceProblemError     the service answered with a problem: .status .title .detail .errors .retry_after
    ├── ArticleRefusedError   4xx: the request must change
    │   └── UnauthorizedError 401: a key is missing or wrong
    ├── ServiceBusyError      429 or 503, after all retries
    └── ServiceFailedError    any other 5xx, after all retries, or an article that takes too long
"""

from ipofacts.client.asynchronous import AsyncClient
from ipofacts.client.blocking import Client
from ipofacts.client.errors import (
    ArticleRefusedError,
    ClientError,
    ConnectionFailedError,
    NotUnderstoodError,
    ServiceBusyError,
    ServiceFailedError,
    ServiceProblemError,
    TimedOutError,
    UnauthorizedError,
)

__all__ = [
    "ArticleRefusedError",
    "AsyncClient",
    "Client",
    "ClientError",
    "ConnectionFailedError",
    "NotUnderstoodError",
    "ServiceBusyError",
    "ServiceFailedError",
    "ServiceProblemError",
    "TimedOutError",
    "UnauthorizedError",
]
