# One workspace in one container. Keep /data on a local disk (SQLite in WAL mode does not like network drives).
FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 RAPPORT_HOME=/data
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN useradd --create-home rapport && mkdir /data && chown rapport /data
USER rapport
VOLUME /data
EXPOSE 8501
# Listening beyond the container needs a configured sign-in ([auth] in .streamlit/secrets.toml); it refuses otherwise.
CMD ["python", "manage.py", "serve", "--address", "0.0.0.0"]
